package org.osprofiler.collector;

import java.io.IOException;
import java.util.List;
import org.osprofiler.wire.Notification;

/** Makes the page of a trace. Called on request threads, several at once. */
@FunctionalInterface
public interface TracePage {

    /**
     * Writes a whole HTML document.
     *
     * @param trace the notifications of one trace in order of arrival, never empty
     */
    void write(List<Notification> trace, Appendable out) throws IOException;
}
