package org.osprofiler;

import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.management.InstanceAlreadyExistsException;
import javax.management.JMException;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;
import org.osprofiler.send.Sender;

/** Reads the counters where they are kept; to be seen over JMX until it is closed. */
final class RegisteredCounters implements ProfilerMXBean, AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Profiler.class.getName());

    /** Not alone in the JVM: each application may have this class of its own. */
    private static final AtomicInteger LAST_ID = new AtomicInteger();

    private final Recording recording;
    private final Sender<Span> sender;
    private @Nullable ObjectName registered;

    RegisteredCounters(Recording recording, Sender<Span> sender) {
        this.recording = recording;
        this.sender = sender;
    }

    /** Without counters over JMX a profiler works as well: what goes wrong is for debugging. */
    void register() {
        String service = recording.options().service();
        while (registered == null) {
            try {
                ObjectName name = new ObjectName("org.osprofiler:type=Profiler,service=" + ObjectName.quote(service)
                        + ",id=" + LAST_ID.incrementAndGet());
                ManagementFactory.getPlatformMBeanServer().registerMBean(this, name);
                registered = name;
            } catch (InstanceAlreadyExistsException e) {
                LOG.log(System.Logger.Level.TRACE, "another application's, with a count of its own", e);
            } catch (JMException | RuntimeException e) {
                LOG.log(System.Logger.Level.DEBUG, "no counters over JMX", e);
                return;
            }
        }
    }

    @Override
    public void close() {
        ObjectName name = registered;
        if (name != null) {
            registered = null;
            try {
                ManagementFactory.getPlatformMBeanServer().unregisterMBean(name);
            } catch (JMException | RuntimeException e) {
                LOG.log(System.Logger.Level.DEBUG, "counters were not registered any more", e);
            }
        }
    }

    @Override
    public String getService() {
        return recording.options().service();
    }

    @Override
    public int getActive() {
        return recording.active();
    }

    @Override
    public long getTaken() {
        return sender.taken();
    }

    @Override
    public long getSent() {
        return sender.sent();
    }

    @Override
    public int getPending() {
        return sender.pending();
    }

    @Override
    public Map<String, Long> getLost() {
        return recording.losses().byReason();
    }

    @Override
    public long getExtraStops() {
        return recording.extraStops();
    }

    @Override
    public @Nullable String getLastFailure() {
        return sender.lastFailure();
    }
}
