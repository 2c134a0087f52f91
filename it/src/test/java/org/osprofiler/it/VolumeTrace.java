package org.osprofiler.it;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.osprofiler.wire.Notification;

/** What both services of the demo send when one volume is created. */
public final class VolumeTrace {

    /** Of 14 spans; DemoTraceIT has them one by one. */
    private static final int NOTIFICATIONS = 28;

    private VolumeTrace() {}

    /**
     * Whether all of it is there. That every start has its stop is not enough: the two services send by themselves, and what one
     * has sent looks whole without the other's.
     *
     * @param notifications in any order
     */
    public static boolean isComplete(List<Notification> notifications) {
        Map<String, Integer> open = new HashMap<>();
        for (Notification notification : notifications) {
            open.merge(notification.spanId(), notification.name().endsWith(Notification.START) ? 1 : -1, Integer::sum);
        }
        return notifications.size() >= NOTIFICATIONS && open.values().stream().allMatch(n -> n == 0);
    }
}
