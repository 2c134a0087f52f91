package org.osprofiler;

import org.jspecify.annotations.Nullable;

/** Confined to the thread that made it. */
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
        if (open && thread == Thread.currentThread()) {
            open = false;
            CurrentSpan.set(previous);
            trace.leave();
        }
    }
}
