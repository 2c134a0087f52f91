package org.osprofiler.store;

/**
 * A trace in a list.
 *
 * @param timestamp its earliest notification's, as it came
 * @param notifications how many of them are stored
 * @param error whether one of them tells of an exception ({@code info.etype})
 */
public record TraceSummary(String baseId, String timestamp, long notifications, boolean error) {

    /** Names in the JSON of a collector's {@code GET /v1/traces}. */
    public static final String BASE_ID = "base_id";

    public static final String TIMESTAMP = "timestamp";
    public static final String NOTIFICATIONS = "notifications";
    public static final String ERROR = "error";
}
