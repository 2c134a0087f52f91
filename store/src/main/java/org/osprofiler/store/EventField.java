package org.osprofiler.store;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.osprofiler.wire.CeilometerEvent;
import org.osprofiler.wire.Notification;

/** What events can be asked for by: the fields that stores keep beside the payload. */
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
    HOST(Notification.HOST);

    private final String wireName;

    EventField(String wireName) {
        this.wireName = wireName;
    }

    /** Its name in queries and in the events; columns are named so too. */
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
