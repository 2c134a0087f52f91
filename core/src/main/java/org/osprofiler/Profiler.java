package org.osprofiler;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.JMException;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;
import org.osprofiler.send.Destination;
import org.osprofiler.send.LossReason;
import org.osprofiler.send.Losses;
import org.osprofiler.send.Notifier;
import org.osprofiler.send.Notifiers;
import org.osprofiler.send.OutgoingNotification;
import org.osprofiler.send.Sender;
import org.osprofiler.wire.HeaderVerifier;
import org.osprofiler.wire.HmacKey;
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
    private static final AtomicInteger INSTANCES = new AtomicInteger();

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

    /** Options and what is derived from them, replaced as one. */
    private record Settings(ProfilerOptions options, HeaderVerifier verifier, List<RootLimiter> limiters) {

        static Settings of(ProfilerOptions options) {
            List<HmacKey> keys = new ArrayList<>();
            List<RootLimiter> limiters = new ArrayList<>();
            for (String key : options.hmacKeys()) {
                keys.add(HmacKey.of(key));
                limiters.add(new RootLimiter());
            }
            return new Settings(
                    options, new HeaderVerifier(keys, options.limits().maxHeaderLength()), List.copyOf(limiters));
        }
    }

    /** Replaced by {@link #reconfigure}; read by any thread. */
    private volatile Settings settings;

    private volatile boolean closed;
    private final Losses losses = new Losses();
    private final Sender<Span> sender;

    /** Open roots and attached scopes of this profiler; counted by any thread, read by the sender. */
    private final AtomicInteger active = new AtomicInteger();

    private final AtomicLong extraStops = new AtomicLong();
    private final boolean sends;
    private final @Nullable ObjectName registered;

    /**
     * A profiler that sends to the options' destination.
     *
     * @throws IllegalArgumentException when the options are enabled and name no destination, or one that nobody serves
     */
    public static Profiler create(ProfilerOptions options) {
        Destination destination = options.destination();
        if (destination == null) {
            if (options.enabled()) {
                throw new IllegalArgumentException("connection_string is " + options.connectionString()
                        + ", which needs a transport_url (tcp://HOST:61616, rabbit://USER:PASSWORD@HOST:5672/, jndi:NAME); to"
                        + " send to a collector without a broker, set connection_string = http://127.0.0.1:8777");
            }
            return new Profiler(options, new NowhereNotifier(), false);
        }
        return new Profiler(options, Notifiers.create(destination), true);
    }

    /** A profiler that sends through the given notifier, which it closes. */
    public static Profiler create(ProfilerOptions options, Notifier notifier) {
        return new Profiler(options, notifier, true);
    }

    private Profiler(ProfilerOptions options, Notifier notifier, boolean sends) {
        this.settings = Settings.of(options);
        this.sends = sends;
        Destination destination = options.destination();
        this.sender = new Sender<>(
                destination == null ? options.service() : options.service() + " " + destination.display(),
                new SpanEncoder(this, options),
                notifier,
                options.limits().queue(),
                options.limits().queueBytes(),
                losses);
        this.registered = register(options.service());
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
        Span span = span(name);
        try {
            task.run();
        } catch (Throwable e) {
            span.error(e);
            throw e;
        } finally {
            span.close();
        }
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
        return settings.verifier.verify(info, hmac);
    }

    /**
     * Opens the root span of a request. It is not yet current on any thread: see {@link Span#attach()}.
     *
     * @return {@link Span#NONE} when profiling is switched off, or a limit is in the way
     */
    public Span open(Verdict.Accepted accepted, String name, SpanInfo info) {
        Settings now = settings;
        if (closed || !now.options.enabled()) {
            return Span.NONE;
        }
        if (accepted.keyIndex() < now.limiters.size()
                && !now.limiters
                        .get(accepted.keyIndex())
                        .take(System.nanoTime(), now.options.limits().maxRootsPerSecond())) {
            losses.count(LossReason.MAX_ROOTS_PER_SECOND, 1);
            return Span.NONE;
        }
        Span root = new Trace(this, accepted).openRoot(name, info);
        return root == null ? Span.NONE : root;
    }

    /** The options in force. */
    public ProfilerOptions options() {
        return settings.options;
    }

    /**
     * Takes new keys, {@code enabled} and limits from now on. Where it sends, and the queue's size, stay as they are.
     *
     * @throws IllegalArgumentException when they cannot be used; the old ones stay in force
     */
    public void reconfigure(ProfilerOptions options) {
        if (options.enabled() && !sends) {
            throw new IllegalArgumentException(
                    "enabled now, but there was no destination at start: restart the application to connect");
        }
        settings = Settings.of(options);
    }

    /**
     * Waits until what was recorded so far has been sent.
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
        sender.close(settings.options.limits().closeTimeout());
        unregister();
    }

    // --- for the spans ---

    @Nullable
    LossReason offer(Span span, int weight) {
        return sender.offer(span, weight);
    }

    void wakeSender() {
        sender.wake();
    }

    void entered(int roots) {
        active.addAndGet(roots);
    }

    boolean isActive() {
        return active.get() > 0;
    }

    void extraStop() {
        extraStops.incrementAndGet();
    }

    Losses losses() {
        return losses;
    }

    // --- for operators ---

    /** The counters, as they are now; also to be seen over JMX. */
    public ProfilerMXBean counters() {
        return new Counters(settings.options.service(), sender, losses, active, extraStops);
    }

    private @Nullable ObjectName register(String service) {
        try {
            ObjectName name = new ObjectName("org.osprofiler:type=Profiler,service=" + ObjectName.quote(service)
                    + ",id=" + INSTANCES.incrementAndGet());
            ManagementFactory.getPlatformMBeanServer().registerMBean(counters(), name);
            return name;
        } catch (JMException | RuntimeException e) {
            LOG.log(System.Logger.Level.DEBUG, "no counters over JMX", e);
            return null;
        }
    }

    private void unregister() {
        if (registered != null) {
            try {
                ManagementFactory.getPlatformMBeanServer().unregisterMBean(registered);
            } catch (JMException | RuntimeException e) {
                LOG.log(System.Logger.Level.DEBUG, "counters were not registered any more", e);
            }
        }
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
