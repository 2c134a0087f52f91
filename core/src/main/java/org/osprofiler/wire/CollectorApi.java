package org.osprofiler.wire;

import java.util.regex.Pattern;

/**
 * Paths and headers between a collector and those who send to it or read from it.
 *
 * <p>Sources: {@code ceilometer/publisher/http.py} for what is posted, {@code osprofiler/drivers/ceilometer.py} for what is read;
 * the list of traces is ours.
 */
public final class CollectorApi {

    /** {@code POST}: events or bare payloads, as a JSON list. */
    public static final String POST_EVENTS = "/v1/events";

    /** {@code GET}: Ceilometer's events. */
    public static final String EVENTS = "/v2/events";

    /** {@code GET}: which traces there are. */
    public static final String TRACES = "/v1/traces";

    /** {@code GET}: how many there are. */
    public static final String TRACES_COUNT = "/v1/traces/count";

    /** Who sends bare payloads: the host. */
    public static final String PUBLISHER_ID = "X-Publisher-Id";

    /** A token, as OpenStack's services send theirs. */
    public static final String AUTH_TOKEN = "X-Auth-Token";

    /** What a token consists of, in words for messages. */
    public static final String TOKEN_CHARACTERS = "A-Za-z0-9._~-";

    private static final Pattern TOKEN = Pattern.compile("[" + TOKEN_CHARACTERS + "]+");

    private CollectorApi() {}

    /** Whether a text can be a token at all. */
    public static boolean isToken(String text) {
        return TOKEN.matcher(text).matches();
    }
}
