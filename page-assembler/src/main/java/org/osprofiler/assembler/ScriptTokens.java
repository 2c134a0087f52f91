package org.osprofiler.assembler;

import java.util.List;
import org.osprofiler.assembler.Token.Kind;

/** Reads the tokens of a script in the part of ES2022 that the page's sources are written in. */
final class ScriptTokens {

    /** Of several that fit the longest comes first. */
    private static final List<String> PUNCTUATORS = List.of("""
            >>>= ... === !== **= <<= >>= >>> &&= ||= ??= => == != <= >= && || ?? ?. ++ -- += -= *= /= %= &= |= ^= << >> **
            { } ( ) [ ] ; , < > + - * / % & | ^ ! ~ ? : = .
            """.strip().split("\\s+"));

    private static final String LINE_ENDS = "\n\r\u2028\u2029";

    private final String script;
    private final ScriptStructure structure = new ScriptStructure();
    private int at;
    private int line = 1;
    private boolean newLine;

    private ScriptTokens(String script) {
        this.script = script;
    }

    /**
     * All tokens; comments are none.
     *
     * @throws SourcesException if something in it is not to be understood, or not for these scripts
     */
    static List<Token> of(String script) {
        ScriptTokens tokens = new ScriptTokens(script);
        tokens.read();
        return tokens.structure.tokens();
    }

    private void read() {
        skip();
        while (at < script.length()) {
            int begin = at;
            Kind kind = token();
            int lineOfToken = line;
            String text = script.substring(begin, at);
            line += (int) text.chars().filter(c -> c == '\n').count();
            structure.add(kind, text, lineOfToken, newLine);
            newLine = false;
            skip();
        }
        structure.end(line);
    }

    /** Moves behind white space and comments. */
    private void skip() {
        while (at < script.length()) {
            char c = script.charAt(at);
            if (LINE_ENDS.indexOf(c) >= 0) {
                newLine = true;
                line += c == '\n' ? 1 : 0;
                at++;
            } else if (Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\ufeff') {
                at++;
            } else if (script.startsWith("//", at)) {
                while (at < script.length() && LINE_ENDS.indexOf(script.charAt(at)) < 0) {
                    at++;
                }
            } else if (script.startsWith("/*", at)) {
                skipBlockComment();
            } else {
                return;
            }
        }
    }

    private void skipBlockComment() {
        int end = script.indexOf("*/", at + 2);
        if (end < 0) {
            throw problem("a comment that does not end");
        }
        for (; at < end + 2; at++) {
            newLine |= LINE_ENDS.indexOf(script.charAt(at)) >= 0;
            line += script.charAt(at) == '\n' ? 1 : 0;
        }
    }

    /** Moves behind the token that begins here. */
    private Kind token() {
        char c = script.charAt(at);
        if (isNameStart(c)) {
            name();
            return Kind.NAME;
        }
        if (isDigit(c) || (c == '.' && isDigit(charAt(at + 1)))) {
            number();
            return Kind.NUMBER;
        }
        if (c == '#' && isNameStart(charAt(at + 1))) {
            at++;
            name();
            return Kind.PRIVATE_NAME;
        }
        if (c == '\'' || c == '"') {
            string(c);
            return Kind.STRING;
        }
        if (c == '`' || (c == '}' && structure.inSubstitution())) {
            template();
            return Kind.TEMPLATE;
        }
        if (c == '/' && structure.operandNext()) {
            expression();
            return Kind.EXPRESSION;
        }
        punctuator();
        return Kind.PUNCTUATOR;
    }

    /** The character there, or 0 behind the end. */
    private char charAt(int index) {
        return index < script.length() ? script.charAt(index) : 0;
    }

    static boolean isNameStart(char c) {
        return Character.isUnicodeIdentifierStart(c) || c == '$' || c == '_';
    }

    static boolean isNamePart(char c) {
        return (Character.isUnicodeIdentifierPart(c) && !Character.isIdentifierIgnorable(c))
                || c == '$'
                || c == '\u200c'
                || c == '\u200d';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private void name() {
        while (isNamePart(charAt(at))) {
            at++;
        }
    }

    private void number() {
        boolean decimal = script.charAt(at) != '0' || "xXoObB".indexOf(charAt(at + 1)) < 0;
        boolean point = false;
        while (true) {
            char c = charAt(at);
            boolean exponentSign =
                    decimal && (c == '+' || c == '-') && (charAt(at - 1) == 'e' || charAt(at - 1) == 'E');
            boolean firstPoint = decimal && c == '.' && !point;
            if (!isNamePart(c) && !exponentSign && !firstPoint) {
                return;
            }
            // Behind an exponent, and behind n, a point begins a property.
            point |= c == '.' || (decimal && (c == 'e' || c == 'E' || c == 'n'));
            at++;
        }
    }

    private void string(char quote) {
        for (at++; charAt(at) != quote; at++) {
            if (at >= script.length() || charAt(at) == '\n') {
                throw problem("a string that does not end");
            }
            if (charAt(at) == '\\') {
                at++;
            }
        }
        at++;
    }

    /** From a backtick or the end of a substitution to the next of these. */
    private void template() {
        for (at++; at < script.length(); at++) {
            char c = script.charAt(at);
            if (c == '`') {
                at++;
                return;
            }
            if (c == '$' && charAt(at + 1) == '{') {
                at += 2;
                return;
            }
            if (c == '\\') {
                at++;
            }
        }
        throw problem("a template literal that does not end");
    }

    private void expression() {
        boolean inSet = false;
        for (at++; inSet || charAt(at) != '/'; at++) {
            char c = charAt(at);
            if (at >= script.length() || c == '\n') {
                throw problem("a regular expression that does not end");
            }
            if (c == '\\') {
                at++;
            } else if (c == '[') {
                inSet = true;
            } else if (c == ']') {
                inSet = false;
            }
        }
        at++;
        name();
    }

    private void punctuator() {
        for (String each : PUNCTUATORS) {
            boolean decimalBehindQuestion = each.equals("?.") && isDigit(charAt(at + 2));
            if (script.startsWith(each, at) && !decimalBehindQuestion) {
                at += each.length();
                return;
            }
        }
        throw problem("what is " + script.charAt(at) + "?");
    }

    private SourcesException problem(String what) {
        return ScriptStructure.problem(line, what);
    }
}
