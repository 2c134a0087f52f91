package org.osprofiler.benchmarks;

/** What a benchmark does with each tracer. */
interface TracedWork extends AutoCloseable {

    /** Does nothing. */
    TracedWork NONE = new TracedWork() {
        @Override
        public void openTrace() {}

        @Override
        public void span() {}

        @Override
        public void spanWithField() {}

        @Override
        public void closeTraceAndDrain() {}

        @Override
        public void close() {}
    };

    void openTrace();

    /** Opens and closes one span below the open trace, current on this thread in between. */
    void span();

    /** The same, with one number added to the span: a row count, say. */
    void spanWithField();

    void closeTraceAndDrain();

    @Override
    void close();
}
