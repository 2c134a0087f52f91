package org.osprofiler.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.IllegalStateRuntimeException;
import jakarta.jms.Session;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.junit.jupiter.api.Test;
import org.osprofiler.send.Destination;
import org.osprofiler.send.Notifier;
import org.osprofiler.send.Notifiers;
import org.osprofiler.send.OutgoingNotification;
import org.osprofiler.testkit.artemis.ArtemisBroker;

class JndiConnectorIT {

    private static Notifier notifier(String url) {
        return Notifiers.create(new Destination(url, "host", "service", "openstack", "profiler", null));
    }

    @Test
    void factoryOfTheServer_isUsedAsTheContainerAllows() throws Exception {
        try (ArtemisBroker broker = ArtemisBroker.start();
                ActiveMQConnectionFactory artemis = new ActiveMQConnectionFactory(broker.url())) {
            String name = ServerNames.bind(contained(artemis));
            try (Notifier notifier = notifier("jndi:" + name)) {
                ServerNames.unbind(name); // looked up once, at the start
                List<OutgoingNotification> batch =
                        List.of(new OutgoingNotification("m1", 0, "{}"), new OutgoingNotification("m2", 0, "{}"));
                notifier.send(batch);
                notifier.send(batch);
                notifier.idle();
                await().untilAsserted(() -> assertThat(broker.connections()).isZero());
                notifier.send(List.of(new OutgoingNotification("m3", 0, "{}")));
            }
            assertThat(broker.take(ArtemisBroker.INFO, 9))
                    .extracting(m -> m.getStringProperty("_AMQ_DUPL_ID"))
                    .containsExactly("m1", "m2", "m3");
        }
    }

    @Test
    void objectThatIsNoFactory_isRefused() {
        String name = ServerNames.bind("a text");
        assertThatThrownBy(() -> notifier("jndi:" + name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is a java.lang.String, no jakarta.jms.ConnectionFactory");
    }

    /** As a container's factory: what an application must not do throws. */
    private static ConnectionFactory contained(ConnectionFactory factory) {
        return proxy(ConnectionFactory.class, factory, (method, args) -> {});
    }

    private interface Rule {
        void check(String method, Object[] args);
    }

    private static <T> T proxy(Class<T> type, T target, Rule rule) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, args) -> {
            rule.check(method.getName(), args);
            try {
                Object result = method.invoke(target, args);
                return result instanceof Connection connection
                        ? proxy(Connection.class, connection, JndiConnectorIT::onlyWhatIsAllowed)
                        : result;
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }));
    }

    private static void onlyWhatIsAllowed(String method, Object[] args) {
        boolean allowed = method.equals("close")
                || method.equals("createSession")
                        && args.length == 2
                        && args[0].equals(false)
                        && args[1].equals(Session.AUTO_ACKNOWLEDGE);
        if (!allowed) {
            throw new IllegalStateRuntimeException(method + " is the container's");
        }
    }
}
