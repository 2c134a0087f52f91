package org.osprofiler.assembler;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Gives names that are not taken, the short ones first. */
final class FreshNames {

    private static final String FIRST = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_$";
    private static final String OTHERS = FIRST + "0123456789";

    private final Set<String> taken;
    private int tried;

    private FreshNames(Set<String> taken) {
        this.taken = new HashSet<>(taken);
    }

    /**
     * New names by the old ones, but for those that are better off with their own. Most used ones get the shortest.
     *
     * @param taken names that stand for something else
     */
    static Map<String, String> forAll(Collection<NameUses> uses, Set<String> taken) {
        FreshNames fresh = new FreshNames(taken);
        List<NameUses> toGive = uses.stream()
                .filter(each -> each.isWorth("a") || !fresh.taken.add(each.name))
                .sorted(NameUses.MOST_USED)
                .toList();
        Map<String, String> given = new HashMap<>();
        String next = fresh.next();
        for (NameUses each : toGive) {
            if (each.isWorth(next) || fresh.taken.contains(each.name)) {
                given.put(each.name, next);
                fresh.taken.add(next);
                next = fresh.next();
            } else {
                fresh.taken.add(each.name);
                if (next.equals(each.name)) {
                    next = fresh.next();
                }
            }
        }
        return given;
    }

    private String next() {
        String name;
        do {
            name = name(tried++);
        } while (taken.contains(name) || Token.KEYWORDS.contains(name));
        return name;
    }

    private static String name(int number) {
        StringBuilder name = new StringBuilder().append(FIRST.charAt(number % FIRST.length()));
        int rest = number / FIRST.length();
        while (rest > 0) {
            rest--;
            name.append(OTHERS.charAt(rest % OTHERS.length()));
            rest /= OTHERS.length();
        }
        return name.toString();
    }
}
