package org.osprofiler.paste;

import java.util.regex.Pattern;
import org.osprofiler.wire.PythonText;

/**
 * An option's name as a message may show it. Not every text before a {@code =} is a name: a key's second line that lost its
 * indent, {@code S3cr3tKey==}, looks like one.
 */
final class WrittenName {

    private static final Pattern HARMLESS = Pattern.compile("[a-z][a-z0-9_.-]*");

    private WrittenName() {}

    /** Whether it looks like a name, or like a known one with mistakes. */
    static boolean isShown(String name) {
        String bare = bare(name);
        return HARMLESS.matcher(bare).matches() || NearestName.find(bare, OsloConf.profilerNames()) != null;
    }

    /** Whether the value may be a key or a URL with a password: no word of it may be shown, a reference's name neither. */
    static boolean isOfSecret(String name) {
        String meant = NearestName.find(bare(name), OsloConf.profilerNames());
        return !isShown(name) || (meant != null && Option.isSecret(meant));
    }

    /** Without PasteDeploy's {@code set} or {@code get}. */
    private static String bare(String name) {
        return name.startsWith("set ") || name.startsWith("get ") ? PythonText.strip(name.substring(4)) : name;
    }

    /** {@code option 'NAME'}, or what can be said of it without showing it. */
    static String option(String name) {
        return isShown(name) ? "option '" + name + "'" : "option (" + name.length() + " characters)";
    }

    /** {@code 'NAME'}, or the same. */
    static String quoted(String name) {
        return isShown(name) ? "'" + name + "'" : "an option (" + name.length() + " characters)";
    }
}
