package org.osprofiler.store;

import java.util.Locale;

/** Adds to an H2 URL what durable storing needs, unless the user wrote it. */
final class H2Url {

    private H2Url() {}

    /** @throws IllegalArgumentException when it names no database */
    static String withDefaults(String url) {
        String path = url.substring("jdbc:h2:".length());
        if (path.startsWith("tcp:") || path.startsWith("ssl:")) {
            return url; // the server's business
        }
        if (path.isEmpty() || path.startsWith(";") || path.equals("mem:") || path.startsWith("mem:;")) {
            throw new IllegalArgumentException("'" + JdbcConnections.withoutOptions(url)
                    + "' names no database; allowed are jdbc:h2:file:/absolute/path and jdbc:h2:mem:NAME");
        }
        String known = url.toUpperCase(Locale.ROOT);
        StringBuilder complete = new StringBuilder(url);
        // H2 would answer before it has written, and lose half a second of answered notifications with the process.
        add(complete, known, "WRITE_DELAY", "0");
        // Its own shutdown hook would close the database while ours still drains.
        add(complete, known, "DB_CLOSE_ON_EXIT", "FALSE");
        return complete.toString();
    }

    /**
     * As {@link #withDefaults}, but H2 then refuses to make a database.
     *
     * @throws IllegalArgumentException when it names no database
     */
    static String ifExists(String url) {
        StringBuilder complete = new StringBuilder(withDefaults(url));
        add(complete, url.toUpperCase(Locale.ROOT), "IFEXISTS", "TRUE");
        return complete.toString();
    }

    private static void add(StringBuilder url, String known, String option, String value) {
        if (!known.contains(';' + option + '=')) {
            url.append(';').append(option).append('=').append(value);
        }
    }
}
