package org.osprofiler;

import java.util.Map;
import javax.management.MXBean;
import org.jspecify.annotations.Nullable;

/** What became of the notifications of one application: taken = sent + pending + lost after they were taken. */
@MXBean
public interface ProfilerMXBean {

    String getService();

    /** Traces that are open now, and threads that work for one. */
    int getActive();

    /** Notifications taken by the queue. */
    long getTaken();

    long getSent();

    /** Notifications that wait. */
    int getPending();

    /** Losses by reason, those that the queue refused included; {@link org.osprofiler.send.LossReason} says what each counts. */
    Map<String, Long> getLost();

    /** Spans that were ended more than once. */
    long getExtraStops();

    /** Why the last attempt to send failed; null after a success. */
    @Nullable
    String getLastFailure();
}
