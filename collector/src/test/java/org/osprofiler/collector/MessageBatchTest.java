package org.osprofiler.collector;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.client.impl.ClientMessageImpl;
import org.junit.jupiter.api.Test;

class MessageBatchTest {

    private final MessageBatch batch = new MessageBatch();

    private static ClientMessageImpl message(byte type) {
        return new ClientMessageImpl(type, true, 0, 0, (byte) 4, 1024);
    }

    private static QueueMessage text(String body) {
        ClientMessageImpl message = message(Message.TEXT_TYPE);
        message.getBodyBuffer().writeNullableSimpleString(SimpleString.of(body));
        return new QueueMessage(message);
    }

    /** Says that it is a text, and is none. */
    private static QueueMessage torn() {
        ClientMessageImpl message = message(Message.TEXT_TYPE);
        message.getBodyBuffer().writeByte((byte) 1);
        message.getBodyBuffer().writeInt(2_000_000_000);
        return new QueueMessage(message);
    }

    @Test
    void messageThatCannotBeRead_isSetAside_theOthersAreKept() throws Exception {
        batch.add(text(OsloMessages.amqp1("first")));
        batch.add(torn());
        batch.add(text(OsloMessages.amqp1("last")));
        assertThat(batch.messages()).isEqualTo(3);
        assertThat(batch.notifications()).hasSize(2);
        assertThat(batch.broken()).isEqualTo(1);
        assertThat(batch.firstBroken()).contains("cannot be read");
    }

    @Test
    void firstBrokenMessage_isDescribed_forWhoLooksForItsSender() throws Exception {
        ClientMessageImpl message = message(Message.BYTES_TYPE);
        UUID id = UUID.fromString("10b6ba42-7ce9-1b4a-8b07-cbf10d56eb4f");
        Object asArtemisHasIt = new org.apache.activemq.artemis.utils.UUID(
                org.apache.activemq.artemis.utils.UUID.TYPE_TIME_BASED,
                org.apache.activemq.artemis.utils.UUID.stringToBytes(id.toString()));
        message.setUserID(asArtemisHasIt);
        message.getBodyBuffer().writeBytes(("{\"bare\":\n\"" + "x".repeat(500)).getBytes(StandardCharsets.UTF_8));
        batch.add(text(OsloMessages.amqp1("good")));
        batch.add(new QueueMessage(message));
        batch.add(text("another one"));
        assertThat(batch.broken()).isEqualTo(2);
        assertThat(batch.firstBroken())
                .startsWith("message ID:" + id + ": ")
                .contains("; it begins: {\"bare\": \"xxx")
                .endsWith("x…")
                .doesNotContain("\n", "another")
                .hasSizeLessThan(500);
    }

    @Test
    void batchWithoutBrokenMessages_describesNone() throws Exception {
        batch.add(text(OsloMessages.amqp1("good")));
        assertThat(batch.broken()).isZero();
        assertThat(batch.firstBroken()).isEmpty();
    }

    @Test
    void batchIsFull_afterMuchText_orManyMessages() throws Exception {
        batch.add(text(" ".repeat(MessageBatch.LARGEST_BODY / 2 - 10)));
        assertThat(batch.isFull()).isFalse();
        batch.add(text(" ".repeat(100)));
        assertThat(batch.isFull()).isTrue();
        MessageBatch many = new MessageBatch();
        for (int i = 0; i < 499; i++) {
            many.add(text(""));
        }
        assertThat(many.isFull()).isFalse();
        many.add(text(""));
        assertThat(many.isFull()).isTrue();
    }
}
