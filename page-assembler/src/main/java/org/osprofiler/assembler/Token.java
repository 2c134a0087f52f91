package org.osprofiler.assembler;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A token of a script.
 *
 * @param line counted from 1
 * @param newLine whether a line ends between the token before and this one
 * @param around the innermost bracket that it stands in; brackets themselves stand in the one around them
 * @param bracket what it opens or else closes
 * @param isProperty whether it is the name of something that belongs to an object or a class, not a variable; of {@code
 *     {a}} it is both
 * @param startsStatement whether a statement begins here
 * @param endsOperand whether an expression can end here: what follows is an operator then, such as a division
 */
record Token(
        Kind kind,
        String text,
        int line,
        boolean newLine,
        Bracket around,
        @Nullable Bracket bracket,
        boolean isProperty,
        boolean startsStatement,
        boolean endsOperand) {

    enum Kind {
        NAME,
        PRIVATE_NAME,
        NUMBER,
        STRING,
        /** A template literal, or a part of one that has substitutions: to their <code>${</code>, from their }. */
        TEMPLATE,
        EXPRESSION,
        PUNCTUATOR
    }

    /** Words that are no variable. */
    static final Set<String> KEYWORDS = Set.of("""
            await break case catch class const continue debugger default delete do else enum export extends false finally
            for function if implements import in instanceof interface let new null package private protected public return
            static super switch this throw true try typeof var void while with yield
            """.strip().split("\\s+"));

    /** Keywords that are values. */
    static final Set<String> VALUES = Set.of("false", "null", "super", "this", "true");

    /** With these a statement can begin, or the part of a class. */
    private static final Set<String> BEGINNING = Set.of("{", "(", "[", "+", "-", "++", "--", "!", "~", "*");

    boolean is(String punctuator) {
        return kind == Kind.PUNCTUATOR && text.equals(punctuator);
    }

    boolean isKeyword() {
        return kind == Kind.NAME && !isProperty && KEYWORDS.contains(text);
    }

    boolean isKeyword(String keyword) {
        return isKeyword() && text.equals(keyword);
    }

    /**
     * Whether the line end between this token and the next may stand for a semicolon. True when in doubt: it stays in the
     * script then, and means what it meant.
     */
    boolean mayBeEndedByLine(Kind nextKind, String next) {
        boolean beginning = nextKind != Kind.PUNCTUATOR || BEGINNING.contains(next);
        return beginning && (endsOperand || kind == Kind.NAME);
    }
}
