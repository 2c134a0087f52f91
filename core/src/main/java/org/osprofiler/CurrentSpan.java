package org.osprofiler;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * The current span of each thread, the one static state of the profiler.
 *
 * <p>Nothing of it is touched while no trace is open in this class loader: on a virtual thread even reading a thread-local
 * allocates.
 */
final class CurrentSpan {

    /** Only removed or set, never left with a value: a pooled thread must not keep an application's classes. */
    private static final ThreadLocal<@Nullable Span> CURRENT = new ThreadLocal<>();

    /**
     * Open roots and attached scopes, of all profilers. Written by any thread with an atomic add; read with volatile
     * semantics: a thread that was handed a span sees at least that span's root counted.
     */
    @SuppressWarnings("unused") // by the VarHandle
    private static volatile int open;

    private static final VarHandle OPEN;

    static {
        try {
            OPEN = MethodHandles.lookup().findStaticVarHandle(CurrentSpan.class, "open", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private CurrentSpan() {}

    /** Whether any thread may have a current span. */
    static boolean possible() {
        return open != 0;
    }

    /** A root was opened, or a scope attached. */
    static void enter() {
        OPEN.getAndAdd(1);
    }

    static void leave() {
        OPEN.getAndAdd(-1);
    }

    static @Nullable Span get() {
        return open == 0 ? null : CURRENT.get();
    }

    static void set(@Nullable Span span) {
        if (span == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(span);
        }
    }
}
