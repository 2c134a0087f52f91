package org.osprofiler;

import org.jspecify.annotations.Nullable;

/** {@code etype} and {@code message} of an exception, as OSProfiler has them in a stop's info ({@code osprofiler/profiler.py}). */
record ErrorInfo(String etype, @Nullable String message) implements SpanInfo {

    static ErrorInfo of(Throwable error, int maxMessage) {
        return new ErrorInfo(error.getClass().getName(), DescribedValue.message(error, maxMessage));
    }

    @Override
    public void write(InfoWriter out) {
        out.field("etype", etype).field("message", message);
    }

    @Override
    public int weight() {
        return etype.length() + (message == null ? 0 : message.length());
    }
}
