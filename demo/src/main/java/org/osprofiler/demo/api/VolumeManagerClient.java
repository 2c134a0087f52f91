package org.osprofiler.demo.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.TemporaryQueue;
import jakarta.servlet.ServletContext;
import java.time.Duration;
import java.util.UUID;
import org.osprofiler.Profiler;
import org.osprofiler.demo.manager.ManagerCall;
import org.osprofiler.interceptor.Profiled;
import org.osprofiler.wire.SignedHeaders;

/** Calls volume-manager over the broker and waits for its answer. */
@Profiled
@ApplicationScoped
class VolumeManagerClient {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Inject
    ConnectionFactory broker;

    @Inject
    ServletContext context;

    /** Volume-manager marks a volume that it cannot make; that is no failure of the call. */
    void create(UUID volumeId, int size) throws ManagerUnavailableException {
        call(ManagerCall.CREATE_VOLUME, volumeId, size);
    }

    void delete(UUID volumeId) throws ManagerUnavailableException {
        call(ManagerCall.DELETE_VOLUME, volumeId, 0);
    }

    private void call(ManagerCall method, UUID volumeId, int size) throws ManagerUnavailableException {
        String queue = context.getInitParameter(ManagerCall.QUEUE);
        try (JMSContext jms = broker.createContext()) {
            TemporaryQueue answers = jms.createTemporaryQueue();
            Message call = method.message(jms, volumeId, size);
            call.setJMSReplyTo(answers);
            continueTraceIn(call);
            jms.createProducer()
                    .setDeliveryMode(DeliveryMode.NON_PERSISTENT)
                    .setTimeToLive(PATIENCE.toMillis())
                    .send(jms.createQueue(queue), call);
            Message answer = jms.createConsumer(answers).receive(PATIENCE.toMillis());
            if (answer == null) {
                throw new ManagerUnavailableException("no answer in " + PATIENCE.toSeconds() + " s", null);
            }
        } catch (JMSException | JMSRuntimeException e) {
            throw new ManagerUnavailableException("the broker cannot be used: " + e.getMessage(), e);
        }
    }

    /** The spans of whoever takes the message become children of the one that is open here. */
    private static void continueTraceIn(Message call) throws JMSException {
        SignedHeaders headers = Profiler.headers();
        if (headers != null) {
            headers.injectProperties(call::setStringProperty);
        }
    }
}
