package org.osprofiler.collector;

/** Somebody else consumes the queue: each of the two would get a part of every trace. */
public final class QueueInUseException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    QueueInUseException(String broker, String queue) {
        super(queue + " on " + broker
                + " has a consumer already, and each would get a part of every trace; stop the other"
                + " (Ceilometer's agent can post to this collector instead), or run with --share-queue");
    }
}
