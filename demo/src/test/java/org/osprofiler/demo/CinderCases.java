package org.osprofiler.demo;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.osprofiler.testkit.Vectors;
import org.osprofiler.wire.JsonWriter;

/** {@code vectors/cinder.json}: what the real client was told to do, asked for, and printed. */
final class CinderCases {

    private static final Pattern PROJECT = Pattern.compile("/v3/([^/]+)/");

    private CinderCases() {}

    /** A case, with access to its fields. */
    record Case(Map<?, ?> fields) {

        String name() {
            return (String) fields.get("name");
        }

        List<Map<?, ?>> requests() {
            return objects(fields.get("requests"));
        }

        List<Map<?, ?>> storedBefore() {
            return objects(fields.get("stored_before"));
        }

        /**
         * Whether the client met a server that the demo is none of: one that fails, refuses, has no version document, gives it
         * another status, or leaves out what Cinder sends.
         */
        boolean isOfAnotherServer() {
            return requests().stream().anyMatch(request -> {
                        long status = (Long) request.get("status");
                        return status >= 500
                                || status == 401
                                || request.get("path").equals("/") && status != 300
                                || volumes(request.get("response")).stream()
                                        .anyMatch(volume -> !volume.containsKey("size"));
                    })
                    || name().contains("too short");
        }

        String project() {
            for (Map<?, ?> request : requests()) {
                Matcher project = PROJECT.matcher((String) request.get("path"));
                if (project.find()) {
                    return project.group(1);
                }
            }
            throw new IllegalStateException("no project in " + name());
        }

        @Override
        public String toString() {
            return name();
        }
    }

    static List<Case> all() throws Exception {
        return Vectors.cases("cinder.json", "cases").stream().map(Case::new).toList();
    }

    /** Those that a server like Cinder answers. */
    static List<Case> ofCinder() throws Exception {
        return all().stream().filter(c -> !c.isOfAnotherServer()).toList();
    }

    /** The volumes of an answer, be it one or a list. */
    static List<Map<?, ?>> volumes(@Nullable Object response) {
        if (response instanceof Map<?, ?> map && map.get("volume") instanceof Map<?, ?> one) {
            return List.of(one);
        }
        return response instanceof Map<?, ?> map && map.containsKey("volumes")
                ? objects(map.get("volumes"))
                : List.of();
    }

    private static List<Map<?, ?>> objects(@Nullable Object list) {
        List<Map<?, ?>> objects = new ArrayList<>();
        if (list instanceof List<?> items) {
            for (Object item : items) {
                objects.add((Map<?, ?>) item);
            }
        }
        return objects;
    }

    /** Makes the demo's volumes those that the case begins with. */
    static void store(Path data, Case begun) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:h2:file:" + data.resolve("volumes"), "sa", "")) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("DELETE FROM volume");
            }
            for (Map<?, ?> volume : begun.storedBefore()) {
                try (PreparedStatement insert =
                        connection.prepareStatement("INSERT INTO volume (id, project_id, user_id,"
                                + " name, description, size_gb, status, availability_zone, metadata, created_at)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
                    insert.setObject(1, UUID.fromString((String) volume.get("id")));
                    insert.setObject(2, begun.project());
                    insert.setObject(3, volume.get("user_id"));
                    insert.setObject(4, volume.get("name"));
                    insert.setObject(5, volume.get("description"));
                    insert.setObject(6, volume.get("size"));
                    insert.setObject(7, volume.get("status"));
                    insert.setObject(8, volume.get("availability_zone"));
                    insert.setObject(9, JsonWriter.toText(volume.get("metadata"), JsonWriter.Style.COMPACT));
                    insert.setObject(10, LocalDateTime.parse((String) volume.get("created_at")));
                    insert.executeUpdate();
                }
            }
        }
    }
}
