package org.osprofiler.collector;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.apache.activemq.artemis.api.core.ActiveMQBuffer;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.core.client.impl.ClientLargeMessageImpl;
import org.apache.activemq.artemis.reader.TextMessageUtil;
import org.jspecify.annotations.Nullable;

/**
 * A message that was taken off a queue. Its body is read on demand only: Jakarta Messaging reads a text of any length into the
 * memory before it hands the message out, so this is Artemis' own.
 */
final class QueueMessage {

    private final ClientMessage message;

    QueueMessage(ClientMessage message) {
        this.message = message;
    }

    /** Bytes of the body, also when it is still at the broker. A text has two for each character. */
    long size() {
        if (!(message instanceof ClientLargeMessageImpl large)) {
            return message.getBodySize();
        }
        // Of a compressed one the first is what it takes on the way.
        Object whole = large.getObjectProperty(Message.HDR_LARGE_BODY_SIZE);
        return Math.max(large.getLargeMessageSize(), whole instanceof Number number ? number.longValue() : 0);
    }

    /**
     * The message's text: of a text message, or of bytes in UTF-8.
     *
     * @return null when it is neither
     * @throws ActiveMQException when the body does not arrive from the broker
     * @throws RuntimeException when the body is not what the message says it is
     */
    @Nullable
    String text() throws ActiveMQException {
        switch (message.getType()) {
            case Message.TEXT_TYPE -> {
                SimpleString text = TextMessageUtil.readBodyText(body());
                return text == null ? null : text.toString();
            }
            case Message.BYTES_TYPE -> {
                ActiveMQBuffer body = body();
                byte[] bytes = new byte[body.readableBytes()];
                body.readBytes(bytes);
                return utf8(bytes);
            }
            default -> {
                return null;
            }
        }
    }

    private ActiveMQBuffer body() throws ActiveMQException {
        try {
            return message.getBodyBuffer();
        } catch (RuntimeException e) {
            if (e.getCause() instanceof ActiveMQException failure) {
                throw failure;
            }
            throw e;
        }
    }

    private static @Nullable String utf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    /** What its sender calls it, or else the broker. */
    @Override
    public String toString() {
        Object id = message.getUserID();
        return id == null ? "message " + message.getMessageID() : "message ID:" + id;
    }
}
