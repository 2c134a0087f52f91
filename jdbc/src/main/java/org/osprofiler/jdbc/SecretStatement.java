package org.osprofiler.jdbc;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osprofiler.InfoWriter;

/**
 * A statement that has a name in it that tells of a secret. Its texts and numbers are hidden; where dialects differ in where a
 * text ends, and behind {@code IDENTIFIED BY}, whose password may be a bare word, all that follows is.
 */
final class SecretStatement {

    private static final Pattern IDENTIFIED_BY = Pattern.compile("\\bidentified\\s+by\\b", Pattern.CASE_INSENSITIVE);

    private final String statement;
    private final StringBuilder shown;

    private SecretStatement(String statement) {
        this.statement = statement;
        this.shown = new StringBuilder(statement.length());
    }

    /** Whether the statement has such a name, {@code user_password} for instance, anywhere. */
    static boolean is(String statement, InfoWriter out) {
        // The rule for names finds parts of names, so it finds them in a text of many.
        return out.hides(statement) || IDENTIFIED_BY.matcher(statement).find();
    }

    /** The statement without its texts. Not by a regular expression: Java's would overflow the stack on a long text. */
    static String withoutTexts(String statement) {
        return new SecretStatement(statement).withoutTexts();
    }

    private String withoutTexts() {
        int at = 0;
        while (at < statement.length()) {
            at = next(at);
        }
        return shown.toString();
    }

    /** Shows what stands there, and says where to go on. */
    private int next(int at) {
        char c = statement.charAt(at);
        if (c == '\'' || c == '"') { // MySQL's texts may have either
            return quoted(at, c);
        }
        if (statement.startsWith("--", at)) {
            return comment(at, "--", "\n");
        }
        if (statement.startsWith("/*", at)) {
            return comment(at, "/*", "*/");
        }
        if (Character.isDigit(c) && !isWithinWord(at)) {
            return number(at);
        }
        int password = behindIdentifiedBy(at);
        if (password > at) {
            shown.append(statement, at, password).append(' ');
            return rest();
        }
        if (c == '#' || c == '$' && isDollarQuote(at)) { // MySQL's comment; PostgreSQL's and H2's text, $$it's$$
            return rest();
        }
        shown.append(c);
        return at + 1;
    }

    private int quoted(int start, char quote) {
        int end = statement.indexOf(quote, start + 1);
        while (end >= 0 && end + 1 < statement.length() && statement.charAt(end + 1) == quote) {
            end = statement.indexOf(quote, end + 2);
        }
        if (end < 0 || isOfOneDialect(start, end)) {
            return rest();
        }
        shown.append(quote).append(InfoWriter.MASK).append(quote);
        return end + 1;
    }

    /** Whether another dialect would see the end elsewhere: a backslash before a quote, Oracle's {@code q'[it's]'}. */
    private boolean isOfOneDialect(int start, int end) {
        int backslash = statement.indexOf('\\', start);
        return backslash >= 0 && backslash < end
                || start > 0 && Character.toLowerCase(statement.charAt(start - 1)) == 'q';
    }

    private boolean isWithinWord(int at) {
        return at > 0 && Character.isJavaIdentifierPart(statement.charAt(at - 1));
    }

    private int number(int start) {
        int end = start;
        while (end < statement.length() && isOfNumber(statement.charAt(end))) {
            end++;
        }
        shown.append(InfoWriter.MASK);
        return end;
    }

    private static boolean isOfNumber(char c) {
        return c == '.' || Character.isLetterOrDigit(c);
    }

    /** Where {@code IDENTIFIED BY} ends that begins here; else here. */
    private int behindIdentifiedBy(int at) {
        char c = statement.charAt(at);
        if (c != 'i' && c != 'I') {
            return at;
        }
        Matcher words = IDENTIFIED_BY.matcher(statement).region(at, statement.length());
        return words.lookingAt() ? words.end() : at;
    }

    /** An apostrophe in a comment is no quote. In PostgreSQL comments nest. */
    private int comment(int start, String opening, String closing) {
        int end = statement.indexOf(closing, start + opening.length());
        int nested = statement.indexOf("/*", start + opening.length());
        if (end < 0 || nested >= 0 && nested < end && opening.equals("/*")) {
            return rest();
        }
        shown.append(opening).append(InfoWriter.MASK).append(closing);
        return end + closing.length();
    }

    private boolean isDollarQuote(int start) {
        int end = start + 1;
        while (end < statement.length() && Character.isJavaIdentifierPart(statement.charAt(end))) {
            if (statement.charAt(end) == '$') {
                return true;
            }
            end++;
        }
        return false;
    }

    private int rest() {
        shown.append(InfoWriter.MASK);
        return statement.length();
    }
}
