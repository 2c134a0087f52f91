package org.osprofiler.store;

import java.util.List;
import java.util.OptionalLong;

/**
 * A trace in a list. Its root is the earliest span that has no parent, whatever arrived first; of a trace without one, the
 * earliest span that is there.
 *
 * @param timestamp its earliest notification's, as it came
 * @param notifications how many of them are stored
 * @param error whether one of them tells of an exception ({@code info.etype})
 * @param durationMicros from the earliest to the latest time; empty when there is none that can be read
 * @param name the root's
 * @param label what the root did, {@code POST /v3/volumes}, its first {@value TraceRow#LONGEST_LABEL} characters; empty when
 *     its start is not there or does not say
 * @param services those that took part, the root's first, at most {@value TraceRow#MOST_NAMES} and one
 */
public record TraceSummary(
        String baseId,
        String timestamp,
        long notifications,
        boolean error,
        OptionalLong durationMicros,
        String name,
        String label,
        List<String> services) {

    /** Names in the JSON of a collector's {@code GET /v1/traces}. */
    public static final String BASE_ID = "base_id";

    public static final String TIMESTAMP = "timestamp";
    public static final String NOTIFICATIONS = "notifications";
    public static final String ERROR = "error";
    public static final String DURATION_MICROS = "duration_us";
    public static final String NAME = "name";
    public static final String LABEL = "label";
    public static final String SERVICES = "services";

    /** In the JSON of {@code GET /v1/traces/count}. */
    public static final String COUNT = "count";

    public TraceSummary {
        services = List.copyOf(services);
    }
}
