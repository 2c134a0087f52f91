package org.osprofiler.assembler;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.osprofiler.assembler.Token.Kind;

/** Where the variables of a script are declared, those named by functions, classes and parameters among them. */
final class Declarations {

    private final List<Token> tokens;
    private final Map<Integer, Scope> found = new HashMap<>();

    /** Where the names stand for what is looked at. */
    private Scope scope = new Scope(true, 0, 0);

    private Declarations(List<Token> tokens) {
        this.tokens = tokens;
    }

    /** The tokens that declare their names, by index, with where these names stand for what is declared. */
    static Map<Integer, Scope> in(List<Token> tokens) {
        Declarations declarations = new Declarations(tokens);
        for (int i = 0; i < tokens.size(); i++) {
            declarations.look(i);
        }
        return declarations.found;
    }

    private void look(int i) {
        Token token = tokens.get(i);
        if (token.isKeyword("const") || token.isKeyword("let")) {
            scope = scope(token.around());
            variables(i + 1);
        } else if (token.isKeyword("class") || token.isKeyword("function")) {
            scope = token.startsStatement() ? scope(token.around()) : new Scope(false, i, endOfBody(i));
            name(is(i + 1, "*") ? i + 2 : i + 1);
        } else if (token.is("(") && holdsParameters(bracket(i))) {
            scope = scope(bracket(i));
            list(bracket(i));
        } else if (is(i + 1, "=>")) {
            scope = new Scope(false, i, token.around().close);
            name(i);
        }
    }

    /** That of what a bracket declares: of parameters, and what the head of a loop declares, with the body. */
    private Scope scope(Bracket bracket) {
        Bracket around = bracket.around;
        if (around == null || bracket.holdsStatements()) {
            return new Scope(around == null, bracket.open, bracket.close);
        }
        int body = is(bracket.close + 1, "=>") ? bracket.close + 2 : bracket.close + 1;
        return new Scope(false, bracket.open, is(body, "{") ? bracket(body).close : around.close);
    }

    /** The end of a function or class that is an operand. */
    private int endOfBody(int first) {
        int i = first;
        while (!isInside(i, "{", tokens.get(first).around())) {
            i++;
        }
        return bracket(i).close;
    }

    /**
     * Whether a semicolon ends a statement that declares variables with {@code const} or {@code let}; false when a line end
     * before may have ended it.
     */
    static boolean endAt(int semicolon, List<Token> tokens) {
        Bracket around = tokens.get(semicolon).around();
        for (int i = semicolon; i > around.open; i--) {
            Token token = tokens.get(i);
            if (token.around() != around) {
                continue;
            }
            if (token.startsStatement()) {
                return token.isKeyword("const") || token.isKeyword("let");
            }
            if (token.newLine() && tokens.get(i - 1).mayBeEndedByLine(token.kind(), token.text())) {
                return false;
            }
        }
        return false;
    }

    private boolean is(int i, String punctuator) {
        return i < tokens.size() && tokens.get(i).is(punctuator);
    }

    private Bracket bracket(int i) {
        return Objects.requireNonNull(tokens.get(i).bracket());
    }

    private void name(int i) {
        Token token = tokens.get(i);
        if (token.kind() == Kind.NAME && !token.isKeyword()) {
            found.put(i, scope);
        }
    }

    private boolean holdsParameters(Bracket bracket) {
        int behind = bracket.close + 1;
        if (bracket.kind != Bracket.Kind.HEAD && is(behind, "{")) {
            return bracket(behind).kind == Bracket.Kind.BLOCK
                    && !tokens.get(behind).newLine();
        }
        return is(behind, "=>");
    }

    /** What stands behind {@code const} or {@code let}. */
    private void variables(int first) {
        Bracket around = tokens.get(first).around();
        int i = target(first);
        while (is(i, "=") || is(i, ",")) {
            if (is(i, ",")) {
                i = target(i + 1);
            } else {
                i = endOfValue(i + 1, around);
            }
        }
    }

    private int endOfValue(int from, Bracket around) {
        int i = from;
        while (i < around.close && !isInside(i, ",", around) && !isInside(i, ";", around)) {
            Token before = tokens.get(i - 1);
            Token token = tokens.get(i);
            if (i > from
                    && token.around() == around
                    && token.newLine()
                    && before.mayBeEndedByLine(token.kind(), token.text())) {
                return i;
            }
            i++;
        }
        return i;
    }

    private boolean isInside(int i, String punctuator, Bracket bracket) {
        return is(i, punctuator) && tokens.get(i).around() == bracket;
    }

    /** A name or a pattern; gives what stands behind it. */
    private int target(int i) {
        if (is(i, "...")) {
            return target(i + 1);
        }
        if (is(i, "{") || is(i, "[")) {
            Bracket pattern = bracket(i);
            if (pattern.kind == Bracket.Kind.OBJECT) {
                properties(pattern);
            } else {
                list(pattern);
            }
            return pattern.close + 1;
        }
        name(i);
        return i + 1;
    }

    /** Parameters, or what stands in a pattern of an array: targets, with or without values for what is missing. */
    private void list(Bracket bracket) {
        for (int i = bracket.open + 1; i < bracket.close; i = nextElement(i, bracket)) {
            if (!is(i, ",")) {
                target(i);
            }
        }
    }

    private void properties(Bracket bracket) {
        for (int i = bracket.open + 1; i < bracket.close; i = nextElement(i, bracket)) {
            int behindKey = is(i, "[") ? bracket(i).close + 1 : i + 1;
            target(is(behindKey, ":") ? behindKey + 1 : i);
        }
    }

    private int nextElement(int from, Bracket bracket) {
        int i = from;
        while (i < bracket.close && !isInside(i, ",", bracket)) {
            i++;
        }
        return i + 1;
    }
}
