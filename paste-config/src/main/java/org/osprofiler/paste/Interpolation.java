package org.osprofiler.paste;

import java.util.Map;

/**
 * {@code %(name)s} and {@code %%} in a value, as Python's {@code configparser.BasicInterpolation} resolves them.
 *
 * <p>Messages never show the value, and of one that may be a key no reference either: it may be a part of the key.
 */
final class Interpolation {

    /** As Python's. */
    private static final int MAX_DEPTH = 10;

    /** Ten levels of references to references could otherwise grow without end. */
    private static final int MAX_STEPS = 10_000;

    private static final int MAX_LENGTH = 1024 * 1024;

    private final Entry entry;
    private final String section;
    private final Map<String, Entry> known;
    private final StringBuilder out = new StringBuilder();
    private int steps;

    private Interpolation(Entry entry, String section, Map<String, Entry> known) {
        this.entry = entry;
        this.section = section;
        this.known = known;
    }

    /**
     * @param known what can be referred to: the section's and {@code [DEFAULT]}'s options, as they are written
     * @throws ConfigException when the value cannot be resolved
     */
    static String resolve(Entry entry, String section, Map<String, Entry> known) {
        if (entry.value().indexOf('%') < 0) {
            return entry.value();
        }
        Interpolation interpolation = new Interpolation(entry, section, known);
        interpolation.append(entry.value(), 1, WrittenName.isOfSecret(entry.name()));
        return interpolation.out.toString();
    }

    /** @param secret whether the text, or one that refers to it, may be a key */
    private void append(String text, int depth, boolean secret) {
        if (depth > MAX_DEPTH) {
            throw refuse("refers to options that refer to others, more than " + MAX_DEPTH + " deep or in a circle");
        }
        int from = 0;
        while (from < text.length()) {
            int percent = text.indexOf('%', from);
            if (percent < 0) {
                percent = text.length();
            }
            out.append(text, from, percent);
            if (++steps > MAX_STEPS || out.length() > MAX_LENGTH) {
                throw refuse("grows without end by its references");
            }
            if (percent == text.length()) {
                return;
            }
            char next = percent + 1 < text.length() ? text.charAt(percent + 1) : ' ';
            if (next == '%') {
                out.append('%');
                from = percent + 2;
            } else if (next == '(') {
                from = appendReference(text, percent, depth, secret);
            } else {
                throw refuse("has a single % sign; write %% for a percent sign, %(name)s for another option's value");
            }
        }
    }

    private int appendReference(String text, int percent, int depth, boolean secret) {
        int close = text.indexOf(')', percent);
        if (close < percent + 3 || close + 1 >= text.length() || text.charAt(close + 1) != 's') {
            throw refuse("has %( without its end; write %(name)s for another option's value, %% for a percent sign");
        }
        String name = text.substring(percent + 2, close);
        Entry other = known.get(name);
        if (other == null) {
            String where = " is neither in [" + section + "] nor in [DEFAULT]";
            throw refuse(
                    secret
                            ? "refers by %(…)s to an option that" + where + "; write %% for a percent sign"
                            : "refers to '" + name + "', which" + where + NearestName.hint(name, known.keySet()));
        }
        append(other.value(), depth + 1, secret || WrittenName.isOfSecret(name));
        return close + 2;
    }

    private ConfigException refuse(String what) {
        return new ConfigException(entry.place(), "the value of " + WrittenName.quoted(entry.name()) + " " + what);
    }
}
