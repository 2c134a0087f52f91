package org.osprofiler.collector;

import org.osprofiler.store.TraceStore;

/** Where a collector puts notifications. */
public sealed interface StoreChoice {

    /** A store that stays the caller's: the collector does not close it. */
    record Given(TraceStore store) implements StoreChoice {}

    /** A store that the collector opens and closes. */
    record ToOpen(String connectionString) implements StoreChoice {

        /** Without the connection string, which may have a password. */
        @Override
        public String toString() {
            return "ToOpen";
        }
    }
}
