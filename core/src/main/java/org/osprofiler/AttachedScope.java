package org.osprofiler;

import org.jspecify.annotations.Nullable;

/** Belongs to the thread that made it. */
final class AttachedScope implements Scope {

    private final Trace trace;
    private final @Nullable Span previous;
    private final Thread thread = Thread.currentThread();
    private boolean open = true;

    AttachedScope(Trace trace, @Nullable Span previous) {
        this.trace = trace;
        this.previous = previous;
    }

    @Override
    public void close() {
        if (!open) {
            return;
        }
        open = false;
        if (thread == Thread.currentThread()) {
            CurrentSpan.set(previous);
        } else {
            trace.recording.extraStop(); // the other thread's current span is out of reach
        }
        trace.recording.leave();
    }
}
