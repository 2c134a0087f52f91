package org.osprofiler.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A {@link TraceQuery} as SQL. The first rows of each order come from an index; a text is looked for in row after row until
 * there are enough.
 */
final class TraceSearch {

    private static final List<String> TEXTS = List.of("base_id", "services", "projects", "name", "label");

    private final TraceQuery query;

    TraceSearch(TraceQuery query) {
        this.query = query;
    }

    List<TraceSummary> list(Connection connection) throws SQLException {
        String sql =
                "SELECT base_id, timestamp, notifications, error, duration, name, label, service, services FROM trace"
                        + where() + " ORDER BY " + order() + " OFFSET ? ROWS FETCH NEXT ? ROWS ONLY";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            int parameter = bind(select);
            select.setLong(++parameter, query.offset());
            select.setInt(++parameter, query.limit());
            List<TraceSummary> found = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(summary(rows));
                }
            }
            return found;
        }
    }

    long count(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT COUNT(*) FROM trace" + where())) {
            bind(select);
            try (ResultSet rows = select.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    private String where() {
        List<String> conditions = new ArrayList<>(2);
        if (query.errorsOnly()) {
            conditions.add("error = 1");
        }
        if (!query.text().isEmpty()) {
            List<String> places = new ArrayList<>(TEXTS.size());
            TEXTS.forEach(column -> places.add("LOCATE(?, LOWER(" + column + ")) > 0"));
            conditions.add("(" + String.join(" OR ", places) + ")");
        }
        return conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
    }

    /** What is the same in all rows stands in front where it leads to the index. */
    private String order() {
        return switch (query.order()) {
            case NEWEST -> query.errorsOnly() ? "error DESC, touched DESC" : "touched DESC";
            case SLOWEST -> "duration DESC NULLS LAST, touched DESC";
        };
    }

    /** Returns how many parameters were set. */
    private int bind(PreparedStatement select) throws SQLException {
        int parameter = 0;
        if (!query.text().isEmpty()) {
            String text = query.text().toLowerCase(Locale.ROOT);
            while (parameter < TEXTS.size()) {
                select.setString(++parameter, text);
            }
        }
        return parameter;
    }

    private static TraceSummary summary(ResultSet row) throws SQLException {
        Set<String> services = new LinkedHashSet<>();
        String service = TraceTable.text(row, 8, "");
        if (!service.isEmpty()) {
            services.add(service);
        }
        services.addAll(TraceTable.names(TraceTable.text(row, 9, "")));
        return new TraceSummary(
                row.getString(1),
                row.getString(2),
                row.getLong(3),
                row.getInt(4) != 0,
                TraceTable.micros(row, 5),
                TraceTable.text(row, 6, ""),
                TraceTable.text(row, 7, ""),
                List.copyOf(services));
    }
}
