package org.osprofiler.paste;

import java.util.Locale;

/**
 * {@code $option}, <code>${group.option}</code>, {@code $$} and {@code \$} in a conf's value, as oslo.config resolves them.
 *
 * <p>Python knows the options that the program registered. Here those of {@code [profiler]} are known; of other groups, whose
 * options belong to the service, what is written.
 */
final class Substitution {

    /** Python has its stack as the limit. */
    private static final int MAX_DEPTH = 20;

    /** What Python's regular expression {@code [a-z]} takes too when case does not count. */
    private static final String LETTERS_OF_PYTHON = "\u0130\u0131\u017f\u212a";

    private static final int MAX_STEPS = 10_000;
    private static final int MAX_LENGTH = 1024 * 1024;

    private final Entry entry;
    private final OsloConf conf;
    private final StringBuilder out = new StringBuilder();
    private int steps;

    private Substitution(Entry entry, OsloConf conf) {
        this.entry = entry;
        this.conf = conf;
    }

    /**
     * @throws ConfigException when a reference cannot be resolved; the message does not show the value, and of a key or URL no
     *     reference either: it may be a part of the password
     */
    static String resolve(Entry entry, String group, OsloConf conf) {
        if (entry.value().indexOf('$') < 0) {
            return entry.value();
        }
        Substitution substitution = new Substitution(entry, conf);
        substitution.append(entry.value(), group, 1, WrittenName.isOfSecret(entry.name()));
        return substitution.out.toString();
    }

    /** @param secret whether the value, or one that refers to it, may be a key or a URL with a password */
    private void append(String value, String group, int depth, boolean secret) {
        if (depth > MAX_DEPTH) {
            throw refuse("refers to options that refer to others, more than " + MAX_DEPTH + " deep or in a circle");
        }
        String text = value.replace("\\$", "$$");
        int from = 0;
        while (from < text.length()) {
            int dollar = text.indexOf('$', from);
            if (dollar < 0) {
                dollar = text.length();
            }
            out.append(text, from, dollar);
            if (++steps > MAX_STEPS || out.length() > MAX_LENGTH) {
                throw refuse("grows without end by its references");
            }
            if (dollar == text.length()) {
                return;
            }
            from = appendDollar(text, dollar, group, depth, secret);
        }
    }

    /** Returns where to go on. */
    private int appendDollar(String text, int dollar, String group, int depth, boolean secret) {
        int next = dollar + 1;
        if (next < text.length() && text.charAt(next) == '$') {
            out.append('$');
            return next + 1;
        }
        boolean braced = next < text.length() && text.charAt(next) == '{';
        int begin = braced ? next + 1 : next;
        int end = nameEnd(text, begin);
        if (end == begin || (braced && (end == text.length() || text.charAt(end) != '}'))) {
            out.append('$'); // no name follows: the sign itself
            return next;
        }
        appendValue(text.substring(begin, end), group, depth, secret);
        return braced ? end + 1 : end;
    }

    private static int nameEnd(String text, int begin) {
        int end = begin;
        while (end < text.length() && isNamePart(text.charAt(end), end == begin)) {
            end++;
        }
        return end;
    }

    private static boolean isNamePart(char c, boolean first) {
        return c == '_'
                || (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || LETTERS_OF_PYTHON.indexOf(c) >= 0
                || (!first && (c == '.' || (c >= '0' && c <= '9')));
    }

    private void appendValue(String name, String group, int depth, boolean secret) {
        int dot = name.indexOf('.');
        String inGroup = dot < 0 ? group : groupOf(name.substring(0, dot), secret);
        String option = name.substring(dot + 1);
        boolean profiler = inGroup.equals(OsloConf.PROFILER);
        Entry found = conf.written(inGroup, option, profiler ? OsloConf.olderName(option) : null);
        if (profiler && found == null) {
            String otherwise = OsloConf.defaultOf(option);
            if (otherwise != null) {
                out.append(otherwise);
                return;
            }
        } else if (profiler && !OsloConf.isReferable(option)) {
            found = null; // it is written, but nobody knows it by this name
        }
        if (found == null && !inGroup.equals(OsloFile.DEFAULT)) {
            inGroup = OsloFile.DEFAULT;
            found = conf.written(inGroup, name, null);
        }
        if (found == null) {
            String where = " is no option of [" + group + "] or [DEFAULT]";
            throw refuse(
                    secret
                            ? "has a $ before what" + where + "; write $$ for a dollar sign"
                            : "refers to '" + name + "', which" + where
                                    + NearestName.hint(name, OsloConf.profilerNames()));
        }
        int start = out.length();
        append(found.value(), inGroup, depth + 1, secret || WrittenName.isOfSecret(option));
        if (profiler && inGroup.equals(OsloConf.PROFILER)) {
            spellAsPython(option, start);
        }
    }

    /** Python puts in the value, not its text: {@code True} for {@code yes}, {@code 10} for {@code 1_0}. */
    private void spellAsPython(String option, int start) {
        String text = out.substring(start);
        String value;
        try {
            value = OsloConf.pythonSpelling(option, text);
        } catch (IllegalArgumentException e) {
            throw refuse("refers to '" + option + "', where " + e.getMessage());
        }
        out.setLength(start);
        out.append(value);
    }

    /** A file's sections ignore case, and here the groups that the program made of them do not; DEFAULT is none. */
    private String groupOf(String written, boolean secret) {
        String lower = written.toLowerCase(Locale.ROOT);
        if (!written.equals(OsloFile.DEFAULT) && (written.equals(lower) || !lower.equals(OsloConf.PROFILER))) {
            return lower; // who knows how a service spells its own groups
        }
        String allowed = written.equals(OsloFile.DEFAULT)
                ? "; write an option of [DEFAULT] without its group"
                : "; write its name in lower case";
        throw refuse(
                secret
                        ? "has a $ before what names no group" + allowed + ", $$ for a dollar sign"
                        : "refers to a group '" + written + "', which is none" + allowed);
    }

    private ConfigException refuse(String what) {
        return new ConfigException(entry.place(), "the value of " + WrittenName.quoted(entry.name()) + " " + what);
    }
}
