package org.osprofiler.report;

import org.jspecify.annotations.Nullable;
import org.osprofiler.wire.Notification;

/** When a span ran, by its last start and its last stop; one of the two may be missing. Microseconds since 1970. */
record SpanTimes(@Nullable Notification start, @Nullable Notification stop, long startedMicros, long finishedMicros) {}
