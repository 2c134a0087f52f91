package org.osprofiler;

/** What attaching the untraced span gives: nothing to restore. */
enum NoScope implements Scope {
    INSTANCE;

    @Override
    public void close() {}
}
