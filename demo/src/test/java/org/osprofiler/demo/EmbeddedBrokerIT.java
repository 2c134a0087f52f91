package org.osprofiler.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class EmbeddedBrokerIT {

    /** AMQP 1.0, 2.2: the header that asks for SASL. */
    private static final byte[] AMQP_SASL = {'A', 'M', 'Q', 'P', 3, 1, 0, 0};

    @Test
    void bothProtocols_areServedOnOnePort() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(0);
                BrokerClient client = new BrokerClient(broker.url());
                JMSContext jms = client.factory().createContext()) {
            jms.createProducer().send(jms.createQueue("q"), "text");
            assertThat(jms.createConsumer(jms.createQueue("q")).receiveBody(String.class, 5_000))
                    .isEqualTo("text");
            URI uri = URI.create(broker.url());
            try (Socket amqp = new Socket(uri.getHost(), uri.getPort())) {
                amqp.getOutputStream().write(AMQP_SASL);
                assertThat(new String(amqp.getInputStream().readNBytes(4), StandardCharsets.US_ASCII))
                        .isEqualTo("AMQP");
            }
        }
    }

    @Test
    void aMessage_waitsForWhoComesLater() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(0);
                BrokerClient client = new BrokerClient(broker.url())) {
            try (JMSContext first = client.factory().createContext()) {
                first.createProducer().send(first.createQueue("openstack.org/om/notify/q"), "kept");
            }
            try (JMSContext second = client.factory().createContext()) {
                assertThat(second.createConsumer(second.createQueue("openstack.org/om/notify/q"))
                                .receiveBody(String.class, 5_000))
                        .isEqualTo("kept");
            }
        }
    }

    @Test
    void aMessageThatNobodyCanHandle_isKeptInTheDeadLetterQueue() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(0);
                BrokerClient client = new BrokerClient(broker.url());
                JMSContext jms = client.factory().createContext(JMSContext.SESSION_TRANSACTED)) {
            jms.createProducer().send(jms.createQueue("q"), "poison");
            jms.commit();
            JMSConsumer consumer = jms.createConsumer(jms.createQueue("q"));
            for (int attempt = 0; attempt < 10; attempt++) {
                assertThat(consumer.receiveBody(String.class, 5_000)).isEqualTo("poison");
                jms.rollback();
            }
            assertThat(jms.createConsumer(jms.createQueue("DLQ")).receiveBody(String.class, 5_000))
                    .isEqualTo("poison");
            assertThat(broker.waiting()).isZero();
        }
    }

    @Test
    void aPortThatIsTaken_isAnErrorThatNamesIt() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatIOException()
                    .isThrownBy(() -> EmbeddedBroker.start(taken.getLocalPort()).close())
                    .withMessageContaining("port " + taken.getLocalPort());
        }
    }
}
