package org.osprofiler.assembler;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osprofiler.assembler.Token.Kind;

/**
 * Tells of each token, as they come, what it is part of: that alone shows whether a slash divides and a brace holds
 * statements.
 */
final class ScriptStructure {

    private static final Set<String> WITH_HEAD = Set.of("if", "for", "while", "switch");
    private static final Set<String> BEFORE_BLOCK = Set.of("try", "finally", "catch");
    private static final Set<String> UNKNOWN = Set.of("var", "with", "eval", "import", "export", "debugger");

    private final List<Token> tokens = new ArrayList<>();
    private Bracket inner = new Bracket(Bracket.Kind.SCRIPT, null, false, false, -1);
    private boolean statementNext = true;

    List<Token> tokens() {
        return tokens;
    }

    boolean inSubstitution() {
        return inner.kind == Bracket.Kind.SUBSTITUTION;
    }

    /** Whether an operand may begin here: a regular expression, then, not a division. */
    boolean operandNext() {
        Token last = last();
        return last == null || !last.endsOperand();
    }

    private @Nullable Token last() {
        return tokens.isEmpty() ? null : tokens.get(tokens.size() - 1);
    }

    private boolean lastIs(String punctuator) {
        Token last = last();
        return last != null && last.is(punctuator);
    }

    void end(int line) {
        if (inner.kind != Bracket.Kind.SCRIPT) {
            throw problem(
                    tokens.get(inner.open).line(),
                    "never closed: " + tokens.get(inner.open).text());
        }
        inner.close = tokens.size();
    }

    void add(Kind kind, String text, int line, boolean newLine) {
        boolean bracket = kind == Kind.PUNCTUATOR || kind == Kind.TEMPLATE;
        Bracket closed = bracket && ")]}".indexOf(text.charAt(0)) >= 0 ? close(text, line) : null;
        Token last = last();
        if (inner.kind == Bracket.Kind.CLASS && newLine && last != null && last.mayBeEndedByLine(kind, text)) {
            inner.naming = true;
        }
        boolean isProperty = kind == Kind.NAME && (lastIs(".") || lastIs("?.") || inner.naming);
        boolean startsStatement =
                statementNext || isAsyncFunction(last, text) || (newLine && isBehindStatement(last, kind, text));
        boolean endsOperand =
                closed != null && kind == Kind.PUNCTUATOR ? closed.endsOperand : endsOperand(kind, text, isProperty);
        if (UNKNOWN.contains(text) && !isProperty) {
            throw problem(line, text + " is not for these scripts");
        }
        Bracket opened = bracket ? opened(kind, text, startsStatement) : null;
        Token token = new Token(
                kind,
                text,
                line,
                newLine,
                inner,
                opened != null ? opened : closed,
                isProperty,
                startsStatement,
                endsOperand);
        tokens.add(token);
        follow(token, closed, opened);
        if (opened != null) {
            inner = opened;
        }
    }

    private static boolean isAsyncFunction(@Nullable Token last, String text) {
        return text.equals("function")
                && last != null
                && last.startsStatement()
                && last.text().equals("async");
    }

    /** Whether only a semicolon can have been left out before this token. */
    private boolean isBehindStatement(@Nullable Token last, Kind kind, String text) {
        return inner.holdsStatements()
                && last != null
                && last.endsOperand()
                && kind == Kind.NAME
                && !text.equals("in")
                && !text.equals("instanceof");
    }

    private static boolean endsOperand(Kind kind, String text, boolean isProperty) {
        return switch (kind) {
            case NAME -> isProperty || !Token.KEYWORDS.contains(text) || Token.VALUES.contains(text);
            case TEMPLATE -> text.endsWith("`");
            case PUNCTUATOR -> text.equals("++") || text.equals("--");
            case PRIVATE_NAME, NUMBER, STRING, EXPRESSION -> true;
        };
    }

    private Bracket close(String text, int line) {
        Bracket closed = inner;
        String opening = closed.open < 0 ? "" : tokens.get(closed.open).text();
        String expected = switch (opening.isEmpty() ? ' ' : opening.charAt(opening.length() - 1)) {
            case '(' -> ")";
            case '[' -> "]";
            case '{' -> "}";
            default -> "nothing";
        };
        if (closed.around == null || !text.startsWith(expected)) {
            throw problem(line, text.charAt(0) + " closes nothing");
        }
        closed.close = tokens.size();
        inner = closed.around;
        return closed;
    }

    private @Nullable Bracket opened(Kind kind, String text, boolean startsStatement) {
        if (kind == Kind.TEMPLATE) {
            return text.endsWith("`") ? null : bracket(Bracket.Kind.SUBSTITUTION, false);
        }
        return switch (text) {
            case "(" -> isHead() ? bracket(Bracket.Kind.HEAD, false) : bracket(Bracket.Kind.PARENTHESIS, true);
            case "[" -> bracket(Bracket.Kind.LIST, true);
            case "{" -> brace(startsStatement);
            default -> null;
        };
    }

    private Bracket bracket(Bracket.Kind kind, boolean endsOperand) {
        return new Bracket(kind, inner, endsOperand, false, tokens.size());
    }

    private boolean isHead() {
        Token last = last();
        if (last != null && last.isKeyword("await") && tokens.size() > 1) {
            last = tokens.get(tokens.size() - 2);
        }
        return last != null && last.isKeyword() && WITH_HEAD.contains(last.text());
    }

    private Bracket brace(boolean startsStatement) {
        Token headless = inner.headless;
        boolean operand = headless != null && !headless.startsStatement();
        if (headless != null && (lastIs(")") || headless.text().equals("class"))) {
            inner.headless = null;
            Bracket.Kind kind = headless.text().equals("class") ? Bracket.Kind.CLASS : Bracket.Kind.BLOCK;
            return new Bracket(kind, inner, operand, !operand, tokens.size());
        }
        if (lastIs("=>")) {
            return bracket(Bracket.Kind.BLOCK, true);
        }
        Token last = last();
        boolean block = startsStatement
                || lastIs(")")
                || (inner.kind == Bracket.Kind.CLASS && inner.naming)
                || (last != null && last.isKeyword() && BEFORE_BLOCK.contains(last.text()));
        return block ? bracket(Bracket.Kind.BLOCK, false) : bracket(Bracket.Kind.OBJECT, true);
    }

    /** Notes what a token means for those behind it. */
    private void follow(Token token, @Nullable Bracket closed, @Nullable Bracket opened) {
        statementNext = false;
        if (token.kind() == Kind.NAME) {
            followWord(token);
        } else if (opened != null) {
            statementNext = opened.kind == Bracket.Kind.BLOCK;
            inner.naming &= !token.is("(");
        } else if (closed != null) {
            followClosed(closed);
        } else if (token.kind() == Kind.PUNCTUATOR) {
            followPunctuator(token.text());
        }
    }

    private void followWord(Token word) {
        if (word.isKeyword("class") || word.isKeyword("function")) {
            inner.headless = word;
        }
        statementNext = word.isKeyword("else") || word.isKeyword("do");
    }

    private void followClosed(Bracket closed) {
        boolean endsBlock = closed.kind == Bracket.Kind.BLOCK || closed.kind == Bracket.Kind.CLASS;
        if (endsBlock && !closed.endsOperand) {
            statementNext = inner.holdsStatements();
            inner.naming |= inner.kind == Bracket.Kind.CLASS;
        } else {
            statementNext = closed.kind == Bracket.Kind.HEAD;
        }
    }

    private void followPunctuator(String punctuator) {
        switch (punctuator) {
            case ";" -> {
                statementNext = inner.holdsStatements();
                inner.naming |= inner.kind == Bracket.Kind.CLASS;
            }
            case "," -> inner.naming |= inner.kind == Bracket.Kind.OBJECT;
            case "=", "..." -> inner.naming = false;
            case "?" -> inner.questions++;
            case ":" -> {
                if (inner.questions > 0) {
                    inner.questions--;
                } else {
                    statementNext = inner.holdsStatements();
                    inner.naming = false;
                }
            }
            default -> {}
        }
    }

    static SourcesException problem(int line, String what) {
        return new SourcesException(List.of("line " + line + " of the script: " + what));
    }
}
