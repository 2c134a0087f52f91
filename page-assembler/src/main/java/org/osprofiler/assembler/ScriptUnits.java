package org.osprofiler.assembler;

import java.util.List;

/**
 * The parts of a script that share no variables but the outermost: functions and declarations at its top, and what the
 * classes there are made of. Where it is not sure that a part ends it goes on.
 */
final class ScriptUnits {

    private final List<Token> tokens;
    private final int[] unitOf;
    private int count = 1;

    ScriptUnits(List<Token> tokens) {
        this.tokens = tokens;
        unitOf = new int[tokens.size()];
        for (int i = 0; i < unitOf.length; i++) {
            unitOf[i] = count - 1;
            if (endsUnit(i)) {
                count++;
            }
        }
    }

    private boolean endsUnit(int i) {
        Token token = tokens.get(i);
        Bracket bracket = token.bracket();
        if (token.around().kind == Bracket.Kind.SCRIPT) {
            if (bracket == null) {
                return token.is(";") && Declarations.endAt(i, tokens);
            }
            return token.is("{") ? bracket.isOutermostClass() : token.is("}") && bracket.isDeclaration;
        }
        if (token.around().isOutermostClass()) {
            return token.is(";")
                    || (token.is("}") && bracket != null && bracket.kind == Bracket.Kind.BLOCK && !bracket.endsOperand);
        }
        return false;
    }

    int count() {
        return count;
    }

    /** The unit of a token, counted from 0. */
    int of(int token) {
        return unitOf[token];
    }
}
