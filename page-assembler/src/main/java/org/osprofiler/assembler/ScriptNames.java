package org.osprofiler.assembler;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osprofiler.assembler.Token.Kind;

/**
 * Short names for the variables and the private members that a script declares, and for values that it has often. A variable's new name is the same wherever
 * the old one stands, in the whole script for those declared at its top, in a unit for others, and stands for nothing else
 * there: whatever the scopes are, no name means another thing than before. What is not declared keeps its name.
 */
final class ScriptNames {

    /**
     * Keep their names even where something else is declared with the same one: words with a meaning in some places, and
     * what scripts use without {@code window}.
     */
    private static final Set<String> KEPT = Set.of("""
            arguments async get of set undefined NaN Infinity globalThis Array BigInt Boolean Date Error Intl JSON Map Math
            Number Object Promise Proxy RegExp Set String Symbol WeakMap WeakSet isNaN parseFloat parseInt atob btoa fetch
            document window location history navigator performance console matchMedia getComputedStyle getSelection
            setTimeout clearTimeout setInterval clearInterval queueMicrotask requestAnimationFrame cancelAnimationFrame
            structuredClone Blob URL Event Node Element localStorage sessionStorage addEventListener removeEventListener
            """.strip().split("\\s+"));

    private final List<Token> tokens;
    private final ScriptUnits units;
    private final Map<Integer, Scope> declarations;
    private final ScriptValues values;

    /** What is declared at the script's top, and in each unit. */
    private final Set<String> outermost = new HashSet<>();

    private final List<Set<String>> locals = new ArrayList<>();

    /** New names by the old ones. */
    private Map<String, String> ofScript = Map.of();

    private final List<Map<String, String>> ofUnits = new ArrayList<>();
    private final Map<Bracket, Map<String, String>> ofClasses = new HashMap<>();

    ScriptNames(List<Token> tokens) {
        this.tokens = tokens;
        units = new ScriptUnits(tokens);
        declarations = Declarations.in(tokens);
        Set<String> declared = new HashSet<>();
        declarations.keySet().forEach(i -> declared.add(tokens.get(i).text()));
        values = new ScriptValues(tokens, declared);
        collectDeclared();
        nameVariables();
        namePrivateMembers();
    }

    /** The text of a token, with the new name where it has one. */
    String text(int i) {
        Token token = tokens.get(i);
        String old = token.text();
        if (token.kind() == Kind.PRIVATE_NAME) {
            return '#' + newName(ofClasses.getOrDefault(outermostClass(token), Map.of()), old.substring(1));
        }
        boolean value = values.isAt(i);
        if (!value && !isVariable(i)) {
            return old;
        }
        String name = newName(value || outermost.contains(old) ? ofScript : ofUnits.get(units.of(i)), old);
        if (values.isKey(i) && !name.equals(old)) {
            return '[' + name + ']';
        }
        return isShorthand(i) && !name.equals(old) ? old + ':' + name : name;
    }

    /** The statement that the script begins with then, or nothing. */
    String declarationOfValues() {
        Map<String, String> ofValues = new HashMap<>();
        for (int i = 0; i < tokens.size(); i++) {
            String value = tokens.get(i).text();
            if (values.isAt(i) && ofScript.containsKey(value)) {
                ofValues.put(value, newName(ofScript, value));
            }
        }
        return ScriptValues.declaration(ofValues);
    }

    private static String newName(Map<String, String> names, String old) {
        return names.getOrDefault(old, old);
    }

    private boolean isVariable(int i) {
        Token token = tokens.get(i);
        return token.kind() == Kind.NAME
                && !token.isKeyword()
                && !isLabel(i)
                && (!token.isProperty() || isShorthand(i));
    }

    private boolean isLabel(int i) {
        Token token = tokens.get(i);
        if (token.startsStatement()) {
            return i + 1 < tokens.size() && tokens.get(i + 1).is(":");
        }
        return i > 0
                && !token.newLine()
                && (tokens.get(i - 1).isKeyword("break") || tokens.get(i - 1).isKeyword("continue"));
    }

    /** Whether it is a in <code>{a}</code> or <code>{a = 1}</code>. */
    private boolean isShorthand(int i) {
        Token token = tokens.get(i);
        if (!token.isProperty() || token.around().kind != Bracket.Kind.OBJECT) {
            return false;
        }
        Token before = tokens.get(i - 1);
        Token next = tokens.get(i + 1);
        return (before.is("{") || before.is(",")) && (next.is(",") || next.is("}") || next.is("="));
    }

    private void collectDeclared() {
        for (int unit = 0; unit < units.count(); unit++) {
            locals.add(new HashSet<>());
        }
        Map<String, List<Scope>> scopes = new HashMap<>();
        declarations.forEach((i, scope) -> {
            String name = tokens.get(i).text();
            if (!KEPT.contains(name)) {
                (scope.isScript() ? outermost : locals.get(units.of(i))).add(name);
                scopes.computeIfAbsent(name, key -> new ArrayList<>()).add(scope);
            }
        });
        for (int i = 0; i < tokens.size(); i++) {
            int token = i;
            List<Scope> ofName = scopes.getOrDefault(tokens.get(i).text(), List.of());
            if (isVariable(i) && ofName.stream().noneMatch(scope -> scope.contains(token))) {
                locals.get(units.of(i)).remove(tokens.get(i).text());
            }
        }
    }

    private void nameVariables() {
        Map<String, NameUses> ofTop = new HashMap<>();
        List<Map<String, NameUses>> local = new ArrayList<>();
        List<Set<String>> others = new ArrayList<>();
        for (int unit = 0; unit < units.count(); unit++) {
            local.add(new HashMap<>());
            others.add(new HashSet<>());
        }
        Set<String> undeclared = new HashSet<>();
        for (int i = 0; i < tokens.size(); i++) {
            String name = tokens.get(i).text();
            int unit = units.of(i);
            if (values.isAt(i)) {
                add(i, ofTop.computeIfAbsent(name, NameUses::ofValue));
                others.get(unit).add(name);
            } else if (isVariable(i) && outermost.contains(name)) {
                add(i, ofTop.computeIfAbsent(name, NameUses::ofVariable));
                others.get(unit).add(name);
            } else if (isVariable(i) && locals.get(unit).contains(name)) {
                add(i, local.get(unit).computeIfAbsent(name, NameUses::ofVariable));
            } else if (isVariable(i)) {
                undeclared.add(name);
                others.get(unit).add(name);
            }
        }
        ofScript = FreshNames.forAll(ofTop.values(), undeclared);
        for (int unit = 0; unit < units.count(); unit++) {
            Set<String> taken = new HashSet<>();
            others.get(unit).forEach(name -> taken.add(newName(ofScript, name)));
            ofUnits.add(FreshNames.forAll(local.get(unit).values(), taken));
        }
    }

    private void add(int i, NameUses uses) {
        if (isShorthand(i)) {
            uses.addShorthand();
        } else if (values.isKey(i)) {
            uses.addKey();
        } else {
            uses.add();
        }
    }

    private void namePrivateMembers() {
        Map<Bracket, Map<String, NameUses>> uses = new HashMap<>();
        for (Token token : tokens) {
            if (token.kind() == Kind.PRIVATE_NAME) {
                Map<String, NameUses> ofClass = uses.computeIfAbsent(outermostClass(token), bracket -> new HashMap<>());
                ofClass.computeIfAbsent(token.text().substring(1), NameUses::ofVariable)
                        .add();
            }
        }
        uses.forEach((bracket, names) -> ofClasses.put(bracket, FreshNames.forAll(names.values(), Set.of())));
    }

    private static Bracket outermostClass(Token token) {
        Bracket found = token.around();
        for (Bracket each = token.around(); each != null; each = each.around) {
            found = each.kind == Bracket.Kind.CLASS ? each : found;
        }
        return found;
    }
}
