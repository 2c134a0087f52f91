package org.osprofiler.collector;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** What happened so far; since the start, any thread. */
final class CollectorCounters {

    private static final System.Logger LOG = System.getLogger(CollectorCounters.class.getName());
    private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final LongAdder stored = new LongAdder();
    private final LongAdder duplicates = new LongAdder();
    private final LongAdder broken = new LongAdder();
    private final LongAdder consumed = new LongAdder();

    /** System.nanoTime of the next warning about broken ones; whoever moves it forward warns. */
    private final AtomicLong nextWarning = new AtomicLong(System.nanoTime());

    void stored(int fresh, int duplicate) {
        stored.add(fresh);
        duplicates.add(duplicate);
    }

    void consumed(int messages) {
        consumed.add(messages);
    }

    /** Counts, and warns at most every ten seconds. The reason may show how the first one begins. */
    void broken(String source, int count, String firstReason) {
        broken.add(count);
        long now = System.nanoTime();
        long due = nextWarning.get();
        boolean warn = now - due >= 0 && nextWarning.compareAndSet(due, now + QUIET_NANOS);
        LOG.log(
                warn ? System.Logger.Level.WARNING : System.Logger.Level.DEBUG,
                () -> "osprofiler: " + count + " broken from " + source + ", set aside: " + firstReason + " (" + broken
                        + " since the start)");
    }

    /** Prometheus' text format 0.0.4. */
    String prometheus() {
        StringBuilder text = new StringBuilder(512);
        counter(text, "notifications_stored", "Notifications stored, each once.", stored);
        counter(text, "notifications_duplicate", "Notifications that were stored already.", duplicates);
        counter(text, "notifications_broken", "Events, payloads and messages that are no notification.", broken);
        counter(text, "messages_consumed", "Messages taken from brokers and acknowledged.", consumed);
        return text.toString();
    }

    private static void counter(StringBuilder text, String name, String help, LongAdder value) {
        String full = "osprofiler_" + name + "_total";
        text.append("# HELP ").append(full).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(full).append(" counter\n");
        text.append(full).append(' ').append(value.sum()).append('\n');
    }
}
