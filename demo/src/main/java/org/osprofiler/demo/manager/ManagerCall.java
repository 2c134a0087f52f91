package org.osprofiler.demo.manager;

import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What volume-manager can be asked to do, and how that is written into a message: its JMSType is the call's name. */
public enum ManagerCall {
    CREATE_VOLUME,
    DELETE_VOLUME;

    /** The name of the setting that names volume-manager's queue. */
    public static final String QUEUE = "volume-manager.queue";

    private static final String VOLUME_ID = "volume_id";
    private static final String SIZE = "size";

    /**
     * The message that asks for this.
     *
     * @param size in GB; only {@link #CREATE_VOLUME} looks at it
     */
    public Message message(JMSContext jms, UUID volumeId, int size) throws JMSException {
        Message message = jms.createMessage();
        message.setJMSType(name());
        message.setStringProperty(VOLUME_ID, volumeId.toString());
        message.setIntProperty(SIZE, size);
        return message;
    }

    /** What a message asks for; null when it is none of ours. */
    static @Nullable ManagerCall of(Message message) throws JMSException {
        String type = message.getJMSType();
        for (ManagerCall call : values()) {
            if (call.name().equals(type)) {
                return call;
            }
        }
        return null;
    }

    static UUID volumeId(Message message) throws JMSException {
        return UUID.fromString(message.getStringProperty(VOLUME_ID));
    }

    static int size(Message message) throws JMSException {
        return message.getIntProperty(SIZE);
    }
}
