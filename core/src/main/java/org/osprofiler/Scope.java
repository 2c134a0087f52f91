package org.osprofiler;

/**
 * A span is the current one of a thread until this is closed, on that same thread; closing restores what was current
 * before. Closing again has no effect. Closing on another thread is a mistake, counted as an extra stop: the thread that
 * attached keeps the span until it attaches, or removes, another.
 */
public sealed interface Scope extends AutoCloseable permits AttachedScope, NoScope {

    @Override
    void close();
}
