package org.osprofiler.assembler;

import java.util.List;
import java.util.regex.Pattern;

/** Writes a style sheet with fewer characters: without comments, and white space only where something depends on it. */
final class StyleShortener {

    private static final String COMBINATORS = ",>~+";
    private static final Pattern QUOTED_WORD = Pattern.compile("=(['\"])(-?[A-Za-z_][\\w-]*)\\1]");

    private final String sheet;
    private final StringBuilder result = new StringBuilder();

    /** What stands since the last brace or semicolon: strings as they are, white space as one blank, no comments. */
    private final StringBuilder part = new StringBuilder();

    private int at;
    private int parentheses;

    /** Whether a semicolon is due if something follows in its block. */
    private boolean semicolonDue;

    private StyleShortener(String sheet) {
        this.sheet = sheet;
    }

    static String shorten(String sheet) {
        StyleShortener shortener = new StyleShortener(sheet);
        while (shortener.at < sheet.length()) {
            shortener.step();
        }
        shortener.write(shortener.declaration());
        return shortener.result.toString();
    }

    private void step() {
        char c = sheet.charAt(at);
        if (c == '\'' || c == '"') {
            int end = endOfString(sheet, at);
            part.append(sheet, at, end);
            at = end;
        } else if (sheet.startsWith("/*", at)) {
            skipComment();
        } else {
            at++;
            add(c);
        }
    }

    private void add(char c) {
        if (Character.isWhitespace(c)) {
            addBlank();
        } else if (parentheses == 0 && c == '{') {
            write(prelude() + '{');
        } else if (parentheses == 0 && c == ';') {
            boolean something = write(declaration());
            semicolonDue |= something;
        } else if (parentheses == 0 && c == '}') {
            write(declaration());
            semicolonDue = false;
            result.append('}');
        } else {
            parentheses += c == '(' ? 1 : c == ')' ? -1 : 0;
            part.append(c);
        }
    }

    private void addBlank() {
        if (part.length() > 0 && part.charAt(part.length() - 1) != ' ') {
            part.append(' ');
        }
    }

    /** What stands on both sides of it stays two words. */
    private void skipComment() {
        int end = sheet.indexOf("*/", at + 2);
        if (end < 0) {
            throw new SourcesException(List.of("a comment of the style sheet does not end"));
        }
        boolean between =
                at > 0 && isWord(sheet.charAt(at - 1)) && end + 2 < sheet.length() && isWord(sheet.charAt(end + 2));
        at = end + 2;
        if (between) {
            addBlank();
        }
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || c == '-' || c == '_' || c == '%';
    }

    private static int endOfString(String text, int begin) {
        int i = begin + 1;
        while (i < text.length() && text.charAt(i) != text.charAt(begin)) {
            i += text.charAt(i) == '\\' ? 2 : 1;
        }
        return Math.min(i + 1, text.length());
    }

    private boolean write(String text) {
        part.setLength(0);
        if (text.isEmpty()) {
            return false;
        }
        if (semicolonDue) {
            result.append(';');
            semicolonDue = false;
        }
        result.append(text);
        return true;
    }

    /** What a block is for: a selector, or a rule such as {@code @media}. */
    private String prelude() {
        if (part.length() > 0 && part.charAt(0) == '@') {
            return withoutBlanks("(,:", "),");
        }
        String selector = withoutBlanks("([" + COMBINATORS, ")]" + COMBINATORS);
        return QUOTED_WORD.matcher(selector).replaceAll("=$2]");
    }

    private String declaration() {
        return withoutBlanks("(,:", "),!");
    }

    /** The part without the blanks behind some characters and before others, and those around it. */
    private String withoutBlanks(String behind, String before) {
        String text = part.toString().strip();
        StringBuilder kept = new StringBuilder();
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            int end = c == '\'' || c == '"' ? endOfString(text, i) : i + 1;
            boolean superfluous =
                    c == ' ' && (behind.indexOf(text.charAt(i - 1)) >= 0 || before.indexOf(text.charAt(i + 1)) >= 0);
            if (!superfluous) {
                kept.append(text, i, end);
            }
            i = end;
        }
        return kept.toString();
    }
}
