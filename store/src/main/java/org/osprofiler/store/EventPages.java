package org.osprofiler.store;

import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.osprofiler.wire.JsonReader;
import org.osprofiler.wire.MalformedNotificationException;
import org.osprofiler.wire.Notification;

/**
 * Reads events page by page. A connection is held while a page is read, not while its events are handed out: whoever takes
 * them may be slow. First come the ids of all that match, as H2 keeps a whole result in memory before it gives the first row,
 * and ids are small; then the rows of those ids, some at a time.
 */
final class EventPages {

    /** Ids that are looked up at once; 8 bytes each. */
    private static final int IDS = 100_000;

    private static final int ROWS = 500;
    private static final int CHARACTERS = 8 * 1024 * 1024;

    private final JdbcConnections connections;
    private final EventQuery query;
    private final List<EventQuery.Condition> columns;
    private final List<EventQuery.Condition> traits;
    private final JsonReader json = JsonReader.forWire().sharingParts();

    private record Row(long id, StoredNotification event) {}

    EventPages(JdbcConnections connections, EventQuery query) {
        this.connections = connections;
        this.query = query;
        columns = query.where().stream()
                .filter(condition -> condition.field().isColumn())
                .toList();
        traits = query.where().stream()
                .filter(condition -> !condition.field().isColumn())
                .toList();
    }

    void forEach(Consumer<? super StoredNotification> each) {
        int left = query.limit();
        long last = 0;
        while (left > 0) {
            // What the traits are compared with stands in the payload only, so nobody knows how many ids will be left
            // over.
            int wanted = traits.isEmpty() ? Math.min(left, IDS) : IDS;
            long[] ids = ids(last, wanted);
            left -= rows(ids, left, each);
            if (ids.length < wanted) {
                return;
            }
            last = ids[ids.length - 1];
        }
    }

    private long[] ids(long after, int wanted) {
        String where = columns.stream()
                .map(condition -> condition.field().wireName() + ' '
                        + condition.comparison().sql() + " ?")
                .collect(Collectors.joining(" AND "));
        return connections.read(connection -> {
            try (PreparedStatement select = connection.prepareStatement(NotificationTable.selectIds(where))) {
                int parameter = 0;
                for (EventQuery.Condition condition : columns) {
                    select.setString(++parameter, condition.value());
                }
                select.setLong(++parameter, after);
                select.setInt(++parameter, wanted);
                LongStream.Builder ids = LongStream.builder();
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        ids.add(rows.getLong(1));
                    }
                }
                return ids.build().toArray();
            }
        });
    }

    /** Returns how many of at most {@code wanted} were handed out. */
    private int rows(long[] ids, int wanted, Consumer<? super StoredNotification> each) {
        int given = 0;
        int at = 0;
        while (at < ids.length && given < wanted) {
            int end = Math.min(at + ROWS, ids.length);
            List<Row> page = page(Arrays.copyOfRange(ids, at, end));
            for (Row row : page) {
                at = Arrays.binarySearch(ids, row.id) + 1;
                if (given < wanted && matches(row.event)) {
                    given++;
                    each.accept(row.event);
                }
            }
            if (page.isEmpty()) {
                at = end; // deleted meanwhile
            }
        }
        return given;
    }

    private boolean matches(StoredNotification event) {
        return traits.stream().allMatch(condition -> condition.meets(event.notification()));
    }

    /** The first rows of those ids, in their order: as many as fit into a page. */
    private List<Row> page(long[] ids) {
        return connections.read(connection -> {
            try (PreparedStatement select = connection.prepareStatement(NotificationTable.SELECT)) {
                Array wanted = connection.createArrayOf(
                        "BIGINT", LongStream.of(ids).boxed().toArray());
                select.setArray(1, wanted);
                List<Row> page = new ArrayList<>(ids.length);
                long characters = 0;
                try (ResultSet rows = select.executeQuery()) {
                    while (characters < CHARACTERS && rows.next()) {
                        String payload = rows.getString(2);
                        characters += payload.length();
                        page.add(new Row(rows.getLong(1), event(payload, rows)));
                    }
                }
                return page;
            }
        });
    }

    private StoredNotification event(String payload, ResultSet row) throws SQLException {
        try {
            return new StoredNotification(
                    Notification.parse(payload, json),
                    row.getString(3),
                    row.getString(4),
                    row.getString(5),
                    row.getString(6),
                    row.getString(7));
        } catch (MalformedNotificationException e) {
            throw new StoreException(
                    connections.display() + ": the row of message " + row.getString(3) + " is damaged: "
                            + e.getMessage(),
                    e);
        }
    }
}
