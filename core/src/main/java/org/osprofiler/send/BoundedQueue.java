package org.osprofiler.send;

import java.util.concurrent.atomic.AtomicLong;
import org.jctools.queues.atomic.MpscGrowableAtomicArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * The entries that wait for the sender: bounded in number and, as far as they are long, in characters. Offered by any
 * thread, without a lock; taken by one.
 */
final class BoundedQueue<E> {

    /** Lighter entries are not charged: their number bounds them. */
    private static final int FREE_WEIGHT = 1024;

    private final MpscGrowableAtomicArrayQueue<E> entries;
    private final AtomicLong charged = new AtomicLong();
    private final long maxCharge;

    BoundedQueue(int capacity, long maxCharge) {
        this.entries =
                new MpscGrowableAtomicArrayQueue<>(Math.min(1024, Math.max(2, capacity / 2)), Math.max(4, capacity));
        this.maxCharge = maxCharge;
    }

    /** What an entry of that weight costs, until it is given back by {@link #release}. */
    static int charge(int weight) {
        return weight >= FREE_WEIGHT ? weight : 0;
    }

    /** Null when it was taken, else why not. */
    @Nullable
    LossReason offer(E entry, int charge) {
        if (charge > 0 && charged.addAndGet(charge) > maxCharge) {
            charged.addAndGet(-charge);
            return LossReason.QUEUE_BYTES;
        }
        if (entries.offer(entry)) {
            return null;
        }
        if (charge > 0) {
            charged.addAndGet(-charge);
        }
        return LossReason.QUEUE_FULL;
    }

    @Nullable
    E poll() {
        return entries.poll();
    }

    void release(long charge) {
        if (charge > 0) {
            charged.addAndGet(-charge);
        }
    }

    /** Entries ever taken in. Any thread. */
    long taken() {
        return entries.currentProducerIndex();
    }

    int size() {
        return entries.size();
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }
}
