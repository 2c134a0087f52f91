package org.osprofiler.store;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.osprofiler.wire.CeilometerEvent;
import org.osprofiler.wire.Notification;

/** What events can be asked for by: their own fields, and the traits that Ceilometer's definition of profiler events has. */
public enum EventField {
    MESSAGE_ID(CeilometerEvent.MESSAGE_ID),
    EVENT_TYPE(CeilometerEvent.EVENT_TYPE),
    BASE_ID(Notification.BASE_ID),
    SPAN_ID(Notification.SPAN_ID),
    PARENT_ID(Notification.PARENT_ID),
    NAME(Notification.NAME),
    TIMESTAMP(Notification.TIMESTAMP),
    PROJECT(Notification.PROJECT),
    SERVICE(Notification.SERVICE),
    HOST(Notification.HOST),
    PATH("path", false),
    QUERY("query", false),
    METHOD("method", false),
    SCHEME("scheme", false),
    DB_STATEMENT("db.statement", false),
    DB_PARAMS("db.params", false);

    private final String wireName;
    private final boolean column;

    EventField(String wireName) {
        this(wireName, true);
    }

    EventField(String wireName, boolean column) {
        this.wireName = wireName;
        this.column = column;
    }

    /** Whether stores keep it beside the payload; otherwise it is looked for in there, event by event. */
    boolean isColumn() {
        return column;
    }

    /** Whether it is a trait of Ceilometer's events; what is none, the event itself has. */
    public boolean isTrait() {
        return this != MESSAGE_ID && this != EVENT_TYPE;
    }

    /** Its name in queries and in the events; columns are named so too, and traits. */
    public String wireName() {
        return wireName;
    }

    /** @throws IllegalArgumentException naming what is allowed */
    public static EventField of(String wireName) {
        for (EventField field : values()) {
            if (field.wireName.equals(wireName)) {
                return field;
            }
        }
        throw new IllegalArgumentException("'" + wireName + "' cannot be asked for; allowed are "
                + Arrays.stream(values()).map(EventField::wireName).collect(Collectors.joining(", ")));
    }
}
