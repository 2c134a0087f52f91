package org.osprofiler.collector;

import java.util.List;
import java.util.regex.Pattern;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQInterruptedException;
import org.jspecify.annotations.Nullable;
import org.osprofiler.store.StoredNotification;

/**
 * What is stored in one transaction and acknowledged after it. A message that is no notification, is too large or cannot be
 * read does not spoil it: it is set aside, and of the first one is kept what an operator needs to find its sender.
 */
final class MessageBatch {

    /** Bytes of a message's body; larger ones are not even read. */
    static final int LARGEST_BODY = 16 * 1024 * 1024;

    private static final int MESSAGES = 500;
    private static final int CHARACTERS = 8 * 1024 * 1024;
    private static final int SHOWN_CHARACTERS = 200;
    private static final Pattern CONTROLS = Pattern.compile("\\p{Cntrl}");

    private final Intake intake = new Intake(null);
    private int messages;
    private long characters;
    private String firstBroken = "";

    /** @throws ActiveMQException when the body does not arrive from the broker: then the message comes again */
    void add(QueueMessage message) throws ActiveMQException {
        messages++;
        int brokenBefore = intake.broken();
        String text = null;
        try {
            if (message.size() > LARGEST_BODY) {
                intake.broken("it has " + message.size() + " bytes; " + LARGEST_BODY + " are allowed");
            } else {
                text = message.text();
                addText(text);
            }
        } catch (ActiveMQInterruptedException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            intake.broken("it cannot be read: " + e);
        }
        if (brokenBefore == 0 && intake.broken() > 0) {
            firstBroken =
                    message + ": " + intake.firstReason() + (text == null ? "" : "; it begins: " + beginning(text));
        }
    }

    private void addText(@Nullable String text) {
        if (text == null) {
            intake.broken("neither text nor bytes in UTF-8");
        } else {
            characters += text.length();
            intake.osloMessage(text);
        }
    }

    /** On one line, as it goes into a log. */
    private static String beginning(String text) {
        String shown = text.length() <= SHOWN_CHARACTERS ? text : text.substring(0, SHOWN_CHARACTERS) + "…";
        return CONTROLS.matcher(shown).replaceAll(" ");
    }

    boolean isFull() {
        return messages >= MESSAGES || characters >= CHARACTERS;
    }

    List<StoredNotification> notifications() {
        return intake.notifications();
    }

    int messages() {
        return messages;
    }

    int broken() {
        return intake.broken();
    }

    /** Which was the first broken one, why, and how it begins; empty without one. */
    String firstBroken() {
        return firstBroken;
    }
}
