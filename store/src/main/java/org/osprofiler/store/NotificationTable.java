package org.osprofiler.store;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osprofiler.wire.Notification;

/**
 * Our table {@code notification}: the payload's fields to search by, the whole payload as JSON text, what is known of the
 * delivery. What is read back comes from the payload; its JSON is ASCII, so NUL and lone surrogates survive.
 */
final class NotificationTable {

    /** {@code id} grows with the order of arrival; {@code error} is 1 where {@code info.etype} is not null. */
    static final List<String> CREATE = List.of(
            // Payloads of usual size stay in their row; only longer ones cost a look-up of their own.
            "SET MAX_LENGTH_INPLACE_LOB 65536",
            """
            CREATE TABLE IF NOT EXISTS notification (
              id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
              base_id VARCHAR NOT NULL,
              trace_id VARCHAR NOT NULL,
              parent_id VARCHAR NOT NULL,
              name VARCHAR NOT NULL,
              timestamp VARCHAR NOT NULL,
              project VARCHAR,
              service VARCHAR,
              host VARCHAR,
              error SMALLINT NOT NULL,
              payload TEXT NOT NULL,
              message_id VARCHAR NOT NULL UNIQUE,
              publisher_id VARCHAR NOT NULL,
              event_type VARCHAR NOT NULL,
              received VARCHAR NOT NULL,
              generated VARCHAR,
              UNIQUE (base_id, trace_id, name, timestamp)
            )""",
            // For files from before this column.
            "ALTER TABLE notification ADD COLUMN IF NOT EXISTS generated VARCHAR");

    static final String INSERT = """
            INSERT INTO notification (base_id, trace_id, parent_id, name, timestamp, project, service, host, error, payload,
              message_id, publisher_id, event_type, received, generated)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    static final String SELECT = """
            SELECT id, payload, message_id, publisher_id, event_type, received, COALESCE(generated, received)
            FROM notification WHERE id = ANY(?) ORDER BY id""";

    /** Looks at every row: rarely asked for, and an index for it would be paid for with each insert. */
    static final String SELECT_EVENT_TYPES = "SELECT DISTINCT event_type FROM notification ORDER BY event_type";

    private NotificationTable() {}

    /** @param where made of fixed texts and parameters only; may be empty */
    static String selectIds(String where) {
        return "SELECT id FROM notification WHERE "
                + (where.isEmpty() ? "" : where + " AND ")
                + "id > ? ORDER BY id FETCH FIRST ? ROWS ONLY";
    }

    static void bind(PreparedStatement insert, StoredNotification stored) throws SQLException {
        Notification notification = stored.notification();
        insert.setString(1, notification.baseId());
        insert.setString(2, notification.spanId());
        insert.setString(3, notification.parentId());
        insert.setString(4, notification.name());
        insert.setString(5, notification.timestamp());
        insert.setString(6, notification.project());
        insert.setString(7, notification.service());
        insert.setString(8, host(notification));
        insert.setInt(9, isError(notification) ? 1 : 0);
        insert.setString(10, notification.toJson());
        insert.setString(11, stored.messageId());
        insert.setString(12, stored.publisherId());
        insert.setString(13, stored.eventType());
        insert.setString(14, stored.received());
        insert.setString(15, stored.generated());
    }

    static boolean isError(Notification notification) {
        return notification.info().get("etype") != null;
    }

    private static @Nullable String host(Notification notification) {
        if (notification.info().get(Notification.HOST) instanceof String host) {
            return host.length() <= StoredNotification.LONGEST ? host : host.substring(0, StoredNotification.LONGEST);
        }
        return null;
    }
}
