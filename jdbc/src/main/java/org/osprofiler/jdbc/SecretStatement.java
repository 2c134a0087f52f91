package org.osprofiler.jdbc;

import java.util.regex.Pattern;
import org.osprofiler.InfoWriter;

/**
 * A statement that has a name in it that tells of a secret. Its texts are hidden; where dialects differ in where a text ends,
 * all that follows is.
 */
final class SecretStatement {

    static final String MASK = "***";

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
        return !"".equals(out.shown(statement, ""))
                || IDENTIFIED_BY.matcher(statement).find();
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
        shown.append(quote).append(MASK).append(quote);
        return end + 1;
    }

    /** Whether another dialect would see the end elsewhere: a backslash before a quote, Oracle's {@code q'[it's]'}. */
    private boolean isOfOneDialect(int start, int end) {
        int backslash = statement.indexOf('\\', start);
        return backslash >= 0 && backslash < end
                || start > 0 && Character.toLowerCase(statement.charAt(start - 1)) == 'q';
    }

    /** An apostrophe in a comment is no quote. */
    private int comment(int start, String opening, String closing) {
        int end = statement.indexOf(closing, start + opening.length());
        if (end < 0) {
            return rest();
        }
        shown.append(opening).append(MASK).append(closing);
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
        shown.append(MASK);
        return statement.length();
    }
}
