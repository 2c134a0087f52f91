package org.osprofiler.demo.manager;

import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import java.util.UUID;
import org.osprofiler.Profiler;
import org.osprofiler.Scope;
import org.osprofiler.Span;
import org.osprofiler.wire.SignedHeaders;
import org.osprofiler.wire.Verdict;

/** Handles one call after the other, and answers each. */
final class Worker implements MessageListener {

    private static final System.Logger LOG = System.getLogger(Worker.class.getName());

    private final JMSContext session;
    private final Profiler profiler;
    private final Scheduler scheduler;
    private final VolumeDriver driver;

    Worker(JMSContext session, Profiler profiler, Scheduler scheduler, VolumeDriver driver) {
        this.session = session;
        this.profiler = profiler;
        this.scheduler = scheduler;
        this.driver = driver;
    }

    @Override
    public void onMessage(Message message) {
        try {
            ManagerCall call = ManagerCall.of(message);
            if (call == null) {
                LOG.log(System.Logger.Level.WARNING, "volume-manager: a message of an unknown type is left out");
                return;
            }
            handleTraced(call, message);
            // The span has ended before the caller hears of it: so it lies inside the caller's.
            session.createProducer().send(message.getJMSReplyTo(), session.createMessage());
        } catch (JMSException | RuntimeException e) {
            // An exception that leaves a listener brings the message again: a call is done once or not at all, and the
            // caller
            // gives up by itself when no answer comes.
            LOG.log(System.Logger.Level.WARNING, "volume-manager: a call is not done, or not answered", e);
        }
    }

    /** The caller's signed properties make this a part of its trace; without them it is an ordinary call. */
    private void handleTraced(ManagerCall call, Message message) throws JMSException {
        Verdict verdict = profiler.verify(
                message.getStringProperty(SignedHeaders.INFO_PROPERTY),
                message.getStringProperty(SignedHeaders.HMAC_PROPERTY));
        Span root = verdict instanceof Verdict.Accepted accepted
                ? profiler.open(
                        accepted,
                        "rpc",
                        out -> out.beginObject("function")
                                .field("name", call.name())
                                .endObject())
                : Span.NONE;
        try (Scope scope = root.attach()) {
            handle(call, message);
        } catch (JMSException | RuntimeException e) {
            root.error(e);
            throw e;
        } finally {
            root.close();
        }
    }

    private void handle(ManagerCall call, Message message) throws JMSException {
        UUID volumeId = ManagerCall.volumeId(message);
        switch (call) {
            case CREATE_VOLUME -> create(volumeId, ManagerCall.size(message));
            case DELETE_VOLUME -> driver.delete(volumeId);
        }
    }

    private void create(UUID volumeId, int size) {
        try {
            String pool = scheduler.pick(size);
            driver.create(volumeId, size, pool);
        } catch (NoValidPoolException e) {
            Profiler.current().error(e);
            driver.fail(volumeId);
        }
    }
}
