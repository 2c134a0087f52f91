package org.osprofiler.demo.manager;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSRuntimeException;
import java.time.Duration;
import javax.sql.DataSource;
import org.osprofiler.Profiler;
import org.osprofiler.jdbc.TracingDataSource;

/** The running service: workers that take messages from its queue. */
public final class VolumeManager implements AutoCloseable {

    private static final int WORKERS = 4;

    /** How long it takes to make a volume once there is room for it; nobody waits for that. */
    private static final Duration FORMATTING = Duration.ofSeconds(2);

    private final JMSContext connection;
    private final VolumeDriver driver;

    /**
     * Starts the workers.
     *
     * @param profiler whose service is {@code volume-manager}; stays the caller's, who closes it after this
     * @param database of the volumes
     * @param queue where calls arrive
     * @throws JMSRuntimeException when the broker cannot be reached
     */
    public VolumeManager(Profiler profiler, DataSource database, ConnectionFactory broker, String queue) {
        DataSource traced = new TracingDataSource(database);
        connection = broker.createContext(JMSContext.AUTO_ACKNOWLEDGE);
        driver = new VolumeDriver(traced, FORMATTING);
        Scheduler scheduler = new Scheduler(traced);
        try {
            driver.finishInterrupted();
            for (int i = 0; i < WORKERS; i++) {
                // A session is used by one thread at a time, so each worker has its own.
                JMSContext session = connection.createContext(JMSContext.AUTO_ACKNOWLEDGE);
                session.createConsumer(session.createQueue(queue))
                        .setMessageListener(new Worker(session, profiler, scheduler, driver));
            }
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Lets calls that are being handled end, and takes no more. */
    @Override
    public void close() {
        try {
            connection.close();
        } finally {
            driver.close();
        }
    }
}
