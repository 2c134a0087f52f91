package org.osprofiler;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osprofiler.send.Destination;
import org.osprofiler.send.LossReason;
import org.osprofiler.send.Notifier;
import org.osprofiler.send.Notifiers;
import org.osprofiler.send.OutgoingNotification;
import org.osprofiler.send.Sender;
import org.osprofiler.wire.SignedHeaders;
import org.osprofiler.wire.Verdict;

/**
 * Records the traced requests of one application.
 *
 * <p>Application code uses the static methods, which follow the trace that is open on the calling thread, whoever opened it:
 *
 * <pre>{@code
 * Profiler.trace("render", () -> page.render());      // records an exception by itself
 *
 * try (Span span = Profiler.span("lookup")) {         // the caller reports an exception: span.error(e)
 *     span.info("rows", rows.size());
 * }
 * }</pre>
 *
 * <p>While no trace is open they allocate nothing. An instance is made once for each application, by the filter, and closed
 * when the application stops.
 */
public final class Profiler implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Profiler.class.getName());

    /** What {@link Profiler#trace} runs. */
    @FunctionalInterface
    public interface Body<T extends @Nullable Object, X extends Throwable> {
        T run() throws X;
    }

    /** What {@link Profiler#trace} runs, without a result. */
    @FunctionalInterface
    public interface Task<X extends Throwable> {
        void run() throws X;
    }

    private final Recording recording;
    private final Sender<Span> sender;
    private final RegisteredCounters counters;
    private final boolean sends;
    private volatile boolean closed;

    /**
     * A profiler that sends to the options' destination.
     *
     * @throws IllegalArgumentException when the options are enabled and name no destination, or one that nobody serves
     */
    public static Profiler create(ProfilerOptions options) {
        Destination destination = options.destination();
        if (destination == null && options.enabled()) {
            throw new IllegalArgumentException("connection_string is " + options.connectionString()
                    + ", which needs a transport_url (tcp://HOST:61616, jndi:NAME); to send to a collector without a"
                    + " broker, set connection_string = http://127.0.0.1:8777");
        }
        Notifier notifier = destination == null ? null : notifier(destination, options.enabled());
        return notifier == null
                ? new Profiler(options, new NowhereNotifier(), false)
                : new Profiler(options, notifier, true);
    }

    /** Null where profiling is off and nobody serves the destination: the kill switch works in spite of it. */
    private static @Nullable Notifier notifier(Destination destination, boolean enabled) {
        try {
            return Notifiers.create(destination);
        } catch (IllegalArgumentException e) {
            if (enabled) {
                throw e;
            }
            LOG.log(
                    System.Logger.Level.WARNING,
                    () -> "osprofiler: profiling is off, and could not be switched on without a restart: "
                            + e.getMessage());
            return null;
        }
    }

    /** A profiler that sends through the given notifier, which it closes. */
    public static Profiler create(ProfilerOptions options, Notifier notifier) {
        return new Profiler(options, notifier, true);
    }

    private Profiler(ProfilerOptions options, Notifier notifier, boolean sends) {
        this.recording = new Recording(Settings.of(options));
        this.sends = sends;
        Destination destination = options.destination();
        this.sender = new Sender<>(
                destination == null ? options.service() : options.service() + " " + destination.display(),
                new SpanEncoder(recording),
                notifier,
                options.limits().queue(),
                options.limits().queueBytes(),
                recording.losses());
        this.counters = new RegisteredCounters(recording, sender);
        counters.register();
    }

    // --- for applications ---

    /**
     * Opens a span below the current one and makes it current; {@link Span#NONE} when this thread is not traced.
     *
     * @param name without {@code -}: OSProfiler's report cuts a name there
     */
    public static Span span(String name) {
        return CurrentSpan.possible() ? openChild(name, null) : Span.NONE;
    }

    /**
     * As {@link #span(String)}, with what is known at the start. Ask {@link #isTracing()} before making {@code info}.
     */
    public static Span span(String name, SpanInfo info) {
        return CurrentSpan.possible() ? openChild(name, info) : Span.NONE;
    }

    /** Runs {@code body} in a span; an exception is recorded with the span and thrown on. */
    public static <T extends @Nullable Object, X extends Throwable> T trace(String name, Body<T, X> body) throws X {
        if (!CurrentSpan.possible()) {
            return body.run();
        }
        Span span = span(name);
        try {
            return body.run();
        } catch (Throwable e) {
            span.error(e);
            throw e;
        } finally {
            span.close();
        }
    }

    /** As {@link #trace(String, Body)}, without a result. */
    public static <X extends Throwable> void trace(String name, Task<X> task) throws X {
        if (!CurrentSpan.possible()) {
            task.run();
            return;
        }
        Profiler.<Boolean, X>trace(name, () -> {
            task.run();
            return true;
        });
    }

    /** Whether a trace is open on this thread. */
    public static boolean isTracing() {
        return CurrentSpan.get() != null;
    }

    /** The span that is open on this thread; {@link Span#NONE} when there is none. */
    public static Span current() {
        Span current = CurrentSpan.get();
        return current == null ? Span.NONE : current;
    }

    /** The signed headers that make another process continue this trace; null when this thread is not traced. */
    public static @Nullable SignedHeaders headers() {
        return current().headers();
    }

    private static Span openChild(String name, @Nullable SpanInfo info) {
        Span parent = CurrentSpan.get();
        return parent == null ? Span.NONE : parent.trace().openChild(parent, name, info);
    }

    // --- for whoever takes requests in ---

    /** Whether the two headers' values, null where missing, ask for a trace with one of our keys. Never throws. */
    public Verdict verify(@Nullable String info, @Nullable String hmac) {
        return recording.settings().verifier().verify(info, hmac);
    }

    /**
     * Opens the root span of a request. It is not yet current on any thread: see {@link Span#attach()}.
     *
     * @return {@link Span#NONE} when profiling is switched off, or a limit is in the way
     */
    public Span open(Verdict.Accepted accepted, String name, SpanInfo info) {
        Settings settings = recording.settings();
        if (closed || !settings.options().enabled()) {
            return Span.NONE;
        }
        if (!settings.admits(accepted, System.nanoTime())) {
            recording.losses().count(LossReason.MAX_ROOTS_PER_SECOND, 1);
            return Span.NONE;
        }
        Span root = new Trace(recording, sender, accepted).openRoot(name, info);
        return root == null ? Span.NONE : root;
    }

    /** The options in force. */
    public ProfilerOptions options() {
        return recording.options();
    }

    /**
     * Takes new options from now on. Where it sends, the names of project, service and host, and the queue's size stay as they
     * are, whatever {@link #options()} then says.
     *
     * @throws IllegalArgumentException when they cannot be used; the old ones stay in force
     */
    public void reconfigure(ProfilerOptions options) {
        if (options.enabled() && !sends) {
            throw new IllegalArgumentException(
                    "enabled now, but there was no destination at start: restart the application to connect");
        }
        recording.use(Settings.of(options));
    }

    /**
     * Waits until what was recorded so far has been sent or lost.
     *
     * @return false when that took longer than {@code limit}
     */
    public boolean flush(Duration limit) throws InterruptedException {
        return sender.flush(limit);
    }

    /** Sends what waits, for at most {@code close_timeout}; then no thread and no connection stays. */
    @Override
    public void close() {
        closed = true;
        sender.close(recording.limits().closeTimeout());
        counters.close();
    }

    /** The counters; also to be seen over JMX. */
    public ProfilerMXBean counters() {
        return counters;
    }

    /** For a profiler that is switched off and has nowhere to send to. */
    private static final class NowhereNotifier implements Notifier {
        @Override
        public void send(List<OutgoingNotification> batch) throws RefusedException {
            throw new RefusedException("no destination");
        }

        @Override
        public void close() {}
    }
}
