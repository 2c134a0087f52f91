package org.osprofiler;

/**
 * A span is the current one of a thread until this is closed, on that same thread; closing restores what was current
 * before. Closing again has no effect.
 */
public sealed interface Scope extends AutoCloseable permits AttachedScope, NoScope {

    @Override
    void close();
}
