package org.osprofiler.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.osprofiler.wire.MalformedNotificationException;
import org.osprofiler.wire.Notification;
import org.osprofiler.wire.Timestamp;

/**
 * Fills the columns of {@link TraceTable} that files from before them lack, from the notifications: once, when such a file is
 * opened. Some traces a transaction; if it is cut off, the next collector goes on with the rest.
 */
final class OlderTraces {

    private static final int AT_ONCE = 200;

    /** The index by duration leads to them. */
    private static final String SELECT = """
            SELECT base_id FROM trace WHERE duration IS NULL AND services IS NULL
            FETCH FIRST %d ROWS ONLY FOR UPDATE""".formatted(AT_ONCE);

    private static final String TIMES = "SELECT MIN(timestamp), MAX(timestamp) FROM notification WHERE base_id = ?";

    private static final String NAMES =
            "SELECT DISTINCT %1$s FROM notification WHERE base_id = ? AND %1$s <> '' ORDER BY %1$s FETCH FIRST "
                    + TraceRow.MOST_NAMES + " ROWS ONLY";

    private static final String SERVICES = NAMES.formatted("service");
    private static final String PROJECTS = NAMES.formatted("project");

    /** In the order of {@link RootSpan}. */
    private static final String ROOT = """
            SELECT payload FROM notification WHERE base_id = ?
            ORDER BY parent_id <> base_id, name LIKE '%stop', timestamp, trace_id, name FETCH FIRST ROW ONLY""";

    private static final String UPDATE = """
            UPDATE trace SET started = ?, finished = ?, root = ?, name = ?, label = ?, service = ?, services = ?, projects = ?
            WHERE base_id = ?""";

    private final Connection connection;

    OlderTraces(Connection connection) {
        this.connection = connection;
    }

    /** Returns whether there may be more. */
    boolean fillSome() throws SQLException {
        List<String> baseIds = texts(SELECT, null);
        for (String baseId : baseIds) {
            fill(baseId);
        }
        return baseIds.size() == AT_ONCE;
    }

    private void fill(String baseId) throws SQLException {
        RootSpan root = root(baseId);
        try (PreparedStatement times = connection.prepareStatement(TIMES);
                PreparedStatement update = connection.prepareStatement(UPDATE)) {
            times.setString(1, baseId);
            try (ResultSet row = times.executeQuery()) {
                row.next();
                TraceTable.setMicros(update, 1, micros(row.getString(1)));
                TraceTable.setMicros(update, 2, micros(row.getString(2)));
            }
            update.setString(3, root.rank());
            update.setString(4, root.name());
            update.setString(5, root.label());
            update.setString(6, root.service());
            update.setString(7, TraceTable.lines(texts(SERVICES, baseId)));
            update.setString(8, TraceTable.lines(texts(PROJECTS, baseId)));
            update.setString(9, baseId);
            update.executeUpdate();
        }
    }

    private static OptionalLong micros(@Nullable String timestamp) {
        return timestamp == null ? OptionalLong.empty() : Timestamp.parse(timestamp);
    }

    private RootSpan root(String baseId) throws SQLException {
        for (String payload : texts(ROOT, baseId)) {
            try {
                return RootSpan.of(Notification.parse(payload));
            } catch (MalformedNotificationException e) {
                break; // a damaged row; who reads the trace is told
            }
        }
        return RootSpan.UNKNOWN;
    }

    private List<String> texts(String sql, @Nullable String baseId) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            if (baseId != null) {
                select.setString(1, baseId);
            }
            List<String> texts = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    texts.add(rows.getString(1));
                }
            }
            return texts;
        }
    }
}
