package org.osprofiler.assembler;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.osprofiler.assembler.Token.Kind;

/** Values that stand for the same everywhere in a script, and can be given a name of one or two letters there. */
final class ScriptValues {

    private static final Set<String> WORDS = Set.of("false", "null", "true");

    /** What no script replaces. */
    private static final Set<String> GLOBAL = Set.of("""
            Array Float64Array Infinity Int32Array JSON Map Math Number Object Promise Set String Uint32Array Uint8Array
            document undefined window
            """.strip().split("\\s+"));

    private final List<Token> tokens;
    private final Set<String> declared;

    /** @param declared all names that something in the script is declared with */
    ScriptValues(List<Token> tokens, Set<String> declared) {
        this.tokens = tokens;
        this.declared = new HashSet<>(declared);
    }

    boolean isAt(int i) {
        Token token = tokens.get(i);
        return switch (token.kind()) {
            case NAME ->
                !token.isProperty()
                        && (WORDS.contains(token.text())
                                || (GLOBAL.contains(token.text()) && !declared.contains(token.text())));
            case STRING -> isValue(i) || isKey(i);
            case PRIVATE_NAME, NUMBER, TEMPLATE, EXPRESSION, PUNCTUATOR -> false;
        };
    }

    /** Whether a string is an operand: not the name of a member, nor "use strict". */
    private boolean isValue(int i) {
        Token token = tokens.get(i);
        if (token.startsStatement() || i == 0) {
            return false;
        }
        Token before = tokens.get(i - 1);
        return switch (token.around().kind) {
            case OBJECT -> !before.is("{") && !before.is(",") && !before.is("*") && !before.isProperty();
            case CLASS -> before.is("=");
            default -> true;
        };
    }

    /** Whether a string is one of <code>{'key':…}</code>. */
    boolean isKey(int i) {
        Token token = tokens.get(i);
        return token.kind() == Kind.STRING
                && token.around().kind == Bracket.Kind.OBJECT
                && (tokens.get(i - 1).is("{") || tokens.get(i - 1).is(","))
                && tokens.get(i + 1).is(":")
                && !token.text().contains("__proto__");
    }

    /** The statement that gives values their names. */
    static String declaration(Map<String, String> nameOfValue) {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(nameOfValue).forEach((value, name) -> {
            text.append(text.isEmpty() ? "let " : ",").append(name).append('=').append(value);
        });
        return text.isEmpty() ? "" : text.append(';').toString();
    }
}
