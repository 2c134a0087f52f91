package org.osprofiler.demo.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.osprofiler.interceptor.Profiled;
import org.osprofiler.wire.JsonReader;
import org.osprofiler.wire.JsonWriter;
import org.osprofiler.wire.MalformedJsonException;

/** The table {@code volume}. A database that fails is an {@link IllegalStateException}, and the request's end. */
@Profiled
@ApplicationScoped
class VolumeRepository {

    private static final String SELECT = "SELECT id, project_id, user_id, name, description, size_gb, status,"
            + " availability_zone, metadata, created_at, updated_at FROM volume";

    @Inject
    DataSource dataSource;

    /** GB that a project's volumes have together. */
    long usedBy(String projectId) {
        return run("SELECT COALESCE(SUM(size_gb), 0) FROM volume WHERE project_id = ?", List.of(projectId), query -> {
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        });
    }

    Volume insert(String projectId, String userId, NewVolume wanted) {
        Volume volume = new Volume(
                UUID.randomUUID(),
                projectId,
                userId,
                wanted.name(),
                wanted.description(),
                wanted.size(),
                "creating",
                wanted.availabilityZone(),
                wanted.metadata(),
                LocalDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MICROS),
                null);
        List<@Nullable Object> row = new ArrayList<>();
        row.add(volume.id());
        row.add(volume.projectId());
        row.add(volume.userId());
        row.add(volume.name());
        row.add(volume.description());
        row.add(volume.size());
        row.add(volume.status());
        row.add(volume.availabilityZone());
        row.add(JsonWriter.toText(volume.metadata(), JsonWriter.Style.COMPACT));
        row.add(volume.createdAt());
        run(
                "INSERT INTO volume (id, project_id, user_id, name, description, size_gb, status, availability_zone,"
                        + " metadata, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                row,
                PreparedStatement::executeUpdate);
        return volume;
    }

    void fail(UUID id) {
        run("UPDATE volume SET status = 'error' WHERE id = ?", List.of(id), PreparedStatement::executeUpdate);
    }

    @Nullable
    Volume find(String projectId, UUID id) {
        List<Volume> found =
                run(SELECT + " WHERE project_id = ? AND id = ?", List.of(projectId, id), VolumeRepository::volumes);
        return found.isEmpty() ? null : found.get(0);
    }

    /** The newest first, as Cinder has them. */
    List<Volume> list(VolumeFilter filter) {
        StringBuilder sql = new StringBuilder(SELECT).append(" WHERE TRUE");
        List<Object> parameters = new ArrayList<>();
        if (filter.projectId() != null) {
            sql.append(" and project_id = ?");
            parameters.add(filter.projectId());
        }
        if (filter.name() != null) {
            sql.append(" and name = ?");
            parameters.add(filter.name());
        }
        return run(sql.append(" ORDER BY created_at DESC, id").toString(), parameters, VolumeRepository::volumes);
    }

    private static List<Volume> volumes(PreparedStatement query) throws SQLException {
        List<Volume> volumes = new ArrayList<>();
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                volumes.add(new Volume(
                        row.getObject("id", UUID.class),
                        row.getString("project_id"),
                        row.getString("user_id"),
                        row.getString("name"),
                        row.getString("description"),
                        row.getInt("size_gb"),
                        row.getString("status"),
                        row.getString("availability_zone"),
                        metadata(row.getString("metadata")),
                        row.getObject("created_at", LocalDateTime.class),
                        row.getObject("updated_at", LocalDateTime.class)));
            }
        }
        return volumes;
    }

    private static Map<String, String> metadata(String json) {
        Map<String, String> metadata = new LinkedHashMap<>();
        try {
            if (JsonReader.forWire().read(json) instanceof Map<?, ?> stored) {
                stored.forEach((name, value) -> metadata.put((String) name, (String) value));
            }
        } catch (MalformedJsonException e) {
            throw new IllegalStateException("the column metadata holds no JSON", e);
        }
        return metadata;
    }

    private interface Work<T> {
        T with(PreparedStatement statement) throws SQLException;
    }

    private <T> T run(String sql, List<? extends @Nullable Object> parameters, Work<T> work) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.size(); i++) {
                statement.setObject(i + 1, parameters.get(i));
            }
            return work.with(statement);
        } catch (SQLException e) {
            throw new IllegalStateException("the database of volumes cannot be used: " + e.getMessage(), e);
        }
    }
}
