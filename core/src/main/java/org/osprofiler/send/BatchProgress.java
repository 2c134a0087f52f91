package org.osprofiler.send;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far a batch has come at a destination that takes lists whole or not at all. A list that is refused is halved, so that one
 * notification that cannot be taken does not take the others along.
 *
 * <p>What is behind {@link #next} is there or given up, and is not sent again when the same batch is: a collector would store it
 * twice, for bare payloads carry no message ids.
 */
final class BatchProgress {

    /** Singles refused in a row from the start: then nothing is taken there, be it what it may, and the rest is given up. */
    static final int HOPELESS = 8;

    private final List<OutgoingNotification> batch;
    private final String firstId;
    private int position;
    private int size;
    private int refused;
    private boolean mayBeHopeless = true;
    private @Nullable String refusal;

    BatchProgress(List<OutgoingNotification> batch) {
        this.batch = List.copyOf(batch); // the sender uses its list again
        this.firstId = batch.get(0).messageId();
        this.size = batch.size();
    }

    /** Message ids are made once, so the first one tells. */
    boolean isOf(List<OutgoingNotification> given) {
        return given.size() == batch.size() && given.get(0).messageId().equals(firstId);
    }

    boolean isDone() {
        return position == batch.size();
    }

    /** What is to be sent now. */
    List<OutgoingNotification> next() {
        return batch.subList(position, Math.min(position + size, batch.size()));
    }

    /** @param setAside how many of them the destination took and could not use, so that they are lost */
    void accepted(int setAside) {
        mayBeHopeless = false;
        if (setAside > 0) {
            refused += Math.min(setAside, next().size());
            refusal = "it could not use all; its own log says why";
        }
        position += next().size();
        size *= 2; // what was refused is behind this, with luck
    }

    /** @param tooLong whether a shorter list may be taken, so that it is no sign of hopelessness */
    void refused(String why, boolean tooLong) {
        refusal = why;
        mayBeHopeless &= !tooLong;
        int tried = next().size();
        if (tried > 1) {
            size = tried / 2;
            return;
        }
        position++;
        refused++;
        if (mayBeHopeless && refused == HOPELESS) {
            refused = batch.size();
            position = batch.size();
        }
    }

    void throwIfAnyRefused() throws Notifier.RefusedException {
        if (refusal != null && refused > 0) {
            throw new Notifier.RefusedException(refusal, refused);
        }
    }
}
