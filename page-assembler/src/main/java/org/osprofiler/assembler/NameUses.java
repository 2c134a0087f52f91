package org.osprofiler.assembler;

import java.util.Comparator;

/** How often a name, or a value that can get one, stands in a script or a part of it. */
final class NameUses {

    /** Those first for which a short name is worth most. */
    static final Comparator<NameUses> MOST_USED =
            Comparator.comparingInt((NameUses uses) -> -uses.count).thenComparing(uses -> uses.name);

    final String name;
    private int count;

    /** Characters that a new name costs beside itself. */
    private int costs;

    private NameUses(String name, int costs) {
        this.name = name;
        this.costs = costs;
    }

    static NameUses ofVariable(String name) {
        return new NameUses(name, 0);
    }

    /** A value has to be written once more, in <code>a='value',</code>. */
    static NameUses ofValue(String value) {
        return new NameUses(value, value.length() + 4);
    }

    void add() {
        count++;
    }

    /** One as <code>{name}</code>: becomes <code>{name:a}</code>. */
    void addShorthand() {
        count++;
        costs += name.length() + 1;
    }

    /** One as <code>{'value':…}</code>: becomes <code>{[a]:…}</code>. */
    void addKey() {
        count++;
        costs += 2;
    }

    /** Whether a new name makes the script shorter. */
    boolean isWorth(String newName) {
        return count * (name.length() - newName.length()) > costs;
    }
}
