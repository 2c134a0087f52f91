package org.osprofiler.collector;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One body on its way to the disk, batch by batch, so that a long one needs no more memory than a short one. Storing is
 * idempotent, so a body that breaks off after some batches can be sent again. Belongs to one thread.
 */
final class Upload {

    private static final int BATCH = 2_000;
    private static final int BATCH_BYTES = 1024 * 1024;

    /** A smaller batch asks for no permit: single events of Ceilometer's agent, lost after 5 s, wait for no long body. */
    static final int SMALL_BYTES = 64 * 1024;

    /**
     * Permits, a KiB of JSON each, for larger batches that are trees, or wait for the disk, at once: one with the longest entry,
     * some usual ones. A tree takes some ten times as much memory as its text.
     */
    static final int PERMITS = 6 * 1024;

    private static final int MAY_WAIT = 32;

    private final StoreWriter writer;
    private final Semaphore reading;
    private final Duration patience;
    private final @Nullable String sender;
    private final List<byte[]> batch = new ArrayList<>();
    private int batchBytes;
    private int accepted;
    private int broken;
    private String firstReason = "";

    /**
     * @param reading {@link #PERMITS}, shared by all uploads; held while a batch is read and stored, not while it arrives
     * @param patience how long to wait for them
     * @param sender the publisher id where a notification has none
     */
    Upload(StoreWriter writer, Semaphore reading, Duration patience, @Nullable String sender) {
        this.writer = writer;
        this.reading = reading;
        this.patience = patience;
        this.sender = sender;
    }

    /** Returns when all that is usable in the body is on disk. */
    void take(PostedBody body) throws IOException, HttpProblem, InterruptedException {
        JsonList entries = new JsonList(body);
        try {
            for (byte[] entry = entries.next(); entry != null; entry = entries.next()) {
                batch.add(entry);
                batchBytes += entry.length;
                if (batch.size() == BATCH || batchBytes >= BATCH_BYTES) {
                    store();
                }
            }
        } catch (IllegalArgumentException e) {
            throw problem(new HttpProblem(400, String.valueOf(e.getMessage())));
        } catch (IOException e) {
            HttpProblem limit = body.problem();
            if (limit == null) {
                throw e; // the client went away
            }
            throw problem(limit);
        }
        store();
    }

    private void store() throws HttpProblem, InterruptedException {
        int permits = batchBytes <= SMALL_BYTES ? 0 : Math.min(PERMITS, batchBytes / 1024);
        if (permits > 0 && !acquire(permits)) {
            throw problem(new HttpProblem(503, "too much arrives at once; send it again"));
        }
        try {
            Intake intake = new Intake(sender);
            batch.forEach(intake::entry);
            writer.write(intake.notifications());
            accepted += intake.notifications().size();
            if (broken == 0) {
                firstReason = intake.firstReason();
            }
            broken += intake.broken();
        } finally {
            reading.release(permits);
        }
        batch.clear();
        batchBytes = 0;
    }

    /** Not many may wait: each has a thread that single events need. */
    private boolean acquire(int permits) throws InterruptedException {
        return reading.getQueueLength() < MAY_WAIT
                && reading.tryAcquire(permits, patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    private HttpProblem problem(HttpProblem problem) {
        String stored = accepted == 0 ? "nothing was stored: " : "only the first " + accepted + " were stored: ";
        return new HttpProblem(problem.status(), stored + problem.getMessage());
    }

    int accepted() {
        return accepted;
    }

    int broken() {
        return broken;
    }

    String firstReason() {
        return firstReason;
    }
}
