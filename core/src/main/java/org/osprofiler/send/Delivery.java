package org.osprofiler.send;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The one batch that is on its way: handed to the notifier again and again, with the same message ids, until it is taken,
 * refused or given up. Used by the sender's thread; the counters are read by any.
 */
final class Delivery {

    /** Notifications of a batch, at most. */
    static final int MAX_NOTIFICATIONS = 512;

    /** Characters that end a batch: what proxies and brokers take at once, and little beside an application's heap. */
    static final int MAX_CHARACTERS = 1 << 20;

    private static final System.Logger LOG = System.getLogger(Sender.class.getName());

    private final Notifier notifier;
    private final String name;
    private final Losses losses;
    private final Pace pace;

    private final List<OutgoingNotification> batch = new ArrayList<>(MAX_NOTIFICATIONS);
    private int characters;
    private boolean failed;
    private long retryAt;
    private long wait;

    private final AtomicLong sent = new AtomicLong();
    private volatile int inFlight;
    private volatile @Nullable String lastFailure;

    Delivery(Notifier notifier, String name, Losses losses, Pace pace) {
        this.notifier = notifier;
        this.name = name;
        this.losses = losses;
        this.pace = pace;
        this.wait = pace.firstRetry();
    }

    boolean isEmpty() {
        return batch.isEmpty();
    }

    /** Whether the batch is large enough to be sent before more is added. */
    boolean isFull() {
        return batch.size() >= MAX_NOTIFICATIONS || characters >= MAX_CHARACTERS;
    }

    void add(OutgoingNotification notification) {
        batch.add(notification);
        characters += notification.payload().length();
        inFlight = batch.size();
    }

    /** Nanoseconds until the next attempt may be made. */
    long untilDue(long now) {
        return failed ? retryAt - now : 0;
    }

    /** Tries once; afterwards the batch is empty, or due again later. */
    void attempt() throws InterruptedException {
        try {
            notifier.send(batch);
            sent.addAndGet(batch.size());
            if (lastFailure != null) {
                LOG.log(System.Logger.Level.INFO, "osprofiler: {0} takes notifications again", name);
                lastFailure = null;
            }
            clear();
        } catch (Notifier.RefusedException e) {
            int refused = e.refusedOf(batch.size());
            losses.count(LossReason.REFUSED, refused);
            sent.addAndGet(batch.size() - refused);
            failure(e, name + " refused " + refused + " notifications, which are lost: " + FailureReason.of(e));
            clear();
        } catch (InterruptedException e) {
            throw e;
        } catch (Throwable e) { // an Error too: it may pass, and what waits is not to be lost by it
            failure(
                    e,
                    "cannot send to " + name + ": " + FailureReason.of(e)
                            + ". Requests are not affected; up to the option 'queue' notifications wait.");
            failed = true;
            retryAt = System.nanoTime() + wait;
            wait = Math.min(wait * 2, pace.lastRetry());
        }
    }

    /** Counts what is left as lost. */
    void giveUp() {
        losses.count(LossReason.CLOSED, batch.size());
        clear();
    }

    private void clear() {
        batch.clear();
        characters = 0;
        inFlight = 0;
        failed = false;
        wait = pace.firstRetry();
    }

    /** The first failure in a row is a warning, the others are for debugging. */
    private void failure(Throwable failure, String message) {
        LOG.log(
                lastFailure == null ? System.Logger.Level.WARNING : System.Logger.Level.DEBUG,
                "osprofiler: " + message);
        LOG.log(System.Logger.Level.TRACE, "cannot send", failure);
        lastFailure = FailureReason.of(failure);
    }

    long sent() {
        return sent.get();
    }

    /** Notifications of the batch. */
    int inFlight() {
        return inFlight;
    }

    @Nullable
    String lastFailure() {
        return lastFailure;
    }
}
