package org.osprofiler.demo.manager;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.osprofiler.Profiler;

/** Makes volumes: books their room, and after a while they are available. */
final class VolumeDriver implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(VolumeDriver.class.getName());

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
     * Books room, once for a volume; it becomes available later, outside of the request and so of its trace.
     *
     * @param size in GB
     */
    void create(UUID volumeId, int size, String pool) {
        Profiler.trace(
                "VolumeDriver.create",
                () -> Sql.together(database, booking -> {
                    Sql.update(booking, "UPDATE pool SET allocated_gb = allocated_gb + ? WHERE name = ?", size, pool);
                    Sql.update(
                            booking,
                            "INSERT INTO allocation (volume_id, pool, size_gb) VALUES (?, ?, ?)",
                            volumeId,
                            pool,
                            size);
                }));
        ScheduledFuture<?> unused =
                formatter.schedule(() -> finish(volumeId), formatting.toMillis(), TimeUnit.MILLISECONDS);
    }

    void delete(UUID volumeId) {
        Profiler.trace(
                "VolumeDriver.delete",
                () -> Sql.together(database, freeing -> {
                    Sql.update(
                            freeing,
                            "UPDATE pool SET allocated_gb = allocated_gb"
                                    + " - (SELECT size_gb FROM allocation WHERE volume_id = ?)"
                                    + " WHERE name = (SELECT pool FROM allocation WHERE volume_id = ?)",
                            volumeId,
                            volumeId);
                    Sql.update(freeing, "DELETE FROM volume WHERE id = ?", volumeId);
                }));
    }

    void fail(UUID volumeId) {
        Sql.update(
                database,
                "UPDATE volume SET status = 'error', updated_at = ? WHERE id = ?",
                LocalDateTime.now(ZoneOffset.UTC),
                volumeId);
    }

    /** Volumes whose making a stop of the service has interrupted. */
    void finishInterrupted() {
        Sql.update(
                database,
                "UPDATE volume SET status = 'available', updated_at = ? WHERE status = 'creating'"
                        + " AND id IN (SELECT volume_id FROM allocation)",
                LocalDateTime.now(ZoneOffset.UTC));
    }

    /** Not what the API has given up meanwhile. */
    private void finish(UUID volumeId) {
        try {
            Sql.update(
                    database,
                    "UPDATE volume SET status = 'available', updated_at = ? WHERE id = ? AND status = 'creating'",
                    LocalDateTime.now(ZoneOffset.UTC),
                    volumeId);
        } catch (IllegalStateException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "volume-manager: volume " + volumeId + " stays in creation until the next start",
                    e);
        }
    }

    /** What is being made then is finished at the next start. */
    @Override
    public void close() {
        formatter.shutdownNow();
        try {
            // Whoever closes this closes the database next.
            if (!formatter.awaitTermination(1, TimeUnit.SECONDS)) {
                LOG.log(System.Logger.Level.WARNING, "volume-manager: a volume is still being finished");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
