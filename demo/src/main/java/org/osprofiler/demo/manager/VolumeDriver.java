package org.osprofiler.demo.manager;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.osprofiler.Profiler;

/** Makes volumes: books their room, and after a while they are available. */
final class VolumeDriver implements AutoCloseable {

    private final DataSource database;
    private final Duration formatting;
    private final ScheduledExecutorService formatter = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "volume-manager formatter");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * @param formatting from booked to available
     */
    VolumeDriver(DataSource database, Duration formatting) {
        this.database = database;
        this.formatting = formatting;
    }

    /**
     * Books room; the volume becomes available later, outside of the request and so of its trace.
     *
     * @param size in GB
     */
    void create(UUID volumeId, int size, String pool) {
        Profiler.trace("VolumeDriver.create", () -> {
            Sql.update(database, "update pool set allocated_gb = allocated_gb + ? where name = ?", size, pool);
            Sql.update(
                    database,
                    "insert into allocation (volume_id, pool, size_gb) values (?, ?, ?)",
                    volumeId,
                    pool,
                    size);
        });
        formatter.schedule(() -> finish(volumeId), formatting.toMillis(), TimeUnit.MILLISECONDS);
    }

    void delete(UUID volumeId) {
        Profiler.trace("VolumeDriver.delete", () -> {
            Sql.update(
                    database,
                    "update pool set allocated_gb = allocated_gb"
                            + " - (select size_gb from allocation where volume_id = ?)"
                            + " where name = (select pool from allocation where volume_id = ?)",
                    volumeId,
                    volumeId);
            Sql.update(database, "delete from volume where id = ?", volumeId);
        });
    }

    void fail(UUID volumeId) {
        Sql.update(
                database,
                "update volume set status = 'error', updated_at = ? where id = ?",
                LocalDateTime.now(ZoneOffset.UTC),
                volumeId);
    }

    /** Volumes whose making a stop of the service has interrupted. */
    void finishInterrupted() {
        Sql.update(
                database,
                "update volume set status = 'available', updated_at = ? where status = 'creating'"
                        + " and id in (select volume_id from allocation)",
                LocalDateTime.now(ZoneOffset.UTC));
    }

    /** Not what the API has given up meanwhile. */
    private void finish(UUID volumeId) {
        Sql.update(
                database,
                "update volume set status = 'available', updated_at = ? where id = ? and status = 'creating'",
                LocalDateTime.now(ZoneOffset.UTC),
                volumeId);
    }

    /** What is being made then is finished at the next start. */
    @Override
    public void close() {
        formatter.shutdownNow();
    }
}
