package org.osprofiler.assembler;

import java.util.List;
import org.osprofiler.assembler.Token.Kind;

/**
 * Writes a script with fewer characters: no comments, no white space but where something depends on it, short names for
 * variables and private members. It does the same as before, unless it looks at the names or the texts of its own
 * functions.
 */
final class ScriptShortener {

    private final List<Token> tokens;
    private final ScriptNames names;
    private final StringBuilder result = new StringBuilder();

    private ScriptShortener(List<Token> tokens) {
        this.tokens = tokens;
        names = new ScriptNames(tokens);
    }

    /**
     * @param script in strict mode; its outermost variables are nobody else's
     * @throws SourcesException if something in it is not to be understood, or not for these scripts
     */
    static String shorten(String script) {
        ScriptShortener shortener = new ScriptShortener(ScriptTokens.of(script));
        shortener.write();
        return shortener.result.toString();
    }

    private void write() {
        result.append(names.declarationOfValues());
        int last = -1;
        boolean newLine = false;
        for (int i = 0; i < tokens.size(); i++) {
            newLine |= tokens.get(i).newLine();
            if (isSuperfluous(i)) {
                continue;
            }
            String text = isBetweenDeclarations(i) ? "," : text(i);
            if (last >= 0) {
                separate(tokens.get(last), tokens.get(i), text, newLine);
            }
            result.append(text);
            last = i;
            newLine = false;
        }
    }

    private String text(int i) {
        return tokens.get(i).isKeyword("const") ? "let" : names.text(i);
    }

    private boolean isSuperfluous(int i) {
        Token token = tokens.get(i);
        if (i == 0 || i == tokens.size() - 1) {
            return false;
        }
        Token next = tokens.get(i + 1);
        if (token.is(";")) {
            return next.is("}") && !token.startsStatement();
        }
        if (token.is(",")) {
            return next.bracket() == token.around() && (next.is(")") || next.is("}") || (next.is("]") && !isHole(i)));
        }
        return isAroundOnlyParameter(i) || isBetweenDeclarations(i - 1);
    }

    /** Whether nothing stands before this comma in a list. */
    private boolean isHole(int comma) {
        return tokens.get(comma - 1).is(",") || tokens.get(comma - 1).is("[");
    }

    /** Whether it is a parenthesis of {@code (a) => …}. */
    private boolean isAroundOnlyParameter(int i) {
        Bracket bracket = tokens.get(i).bracket();
        return bracket != null
                && bracket.kind == Bracket.Kind.PARENTHESIS
                && bracket.close == bracket.open + 2
                && bracket.close + 1 < tokens.size()
                && tokens.get(bracket.close + 1).is("=>")
                && tokens.get(bracket.open + 1).kind() == Kind.NAME;
    }

    /** Whether it is the semicolon between two statements that can be one: {@code let a, b}. */
    private boolean isBetweenDeclarations(int i) {
        Token token = tokens.get(i);
        return token.is(";")
                && i + 1 < tokens.size()
                && (tokens.get(i + 1).isKeyword("const") || tokens.get(i + 1).isKeyword("let"))
                && Declarations.endAt(i, tokens);
    }

    private void separate(Token last, Token token, String text, boolean newLine) {
        if (newLine && last.mayBeEndedByLine(token.kind(), token.text())) {
            result.append('\n');
        } else if (wouldRunTogether(last, text)) {
            result.append(' ');
        }
    }

    private boolean wouldRunTogether(Token last, String text) {
        char end = result.charAt(result.length() - 1);
        char begin = text.charAt(0);
        if (ScriptTokens.isNamePart(begin)) {
            return ScriptTokens.isNamePart(end) || last.kind() == Kind.EXPRESSION;
        }
        return switch (end) {
            case '+' -> begin == '+';
            // The latter could end a comment of a page.
            case '-' -> begin == '-' || begin == '>';
            case '/' -> begin == '/' || begin == '*';
            // Nor may a comment or the end of a script begin.
            case '<' -> begin == '!' || begin == '/';
            default -> begin == '.' && last.kind() == Kind.NUMBER;
        };
    }
}
