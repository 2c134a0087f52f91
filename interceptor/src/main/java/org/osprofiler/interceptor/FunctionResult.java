package org.osprofiler.interceptor;

import org.jspecify.annotations.Nullable;
import org.osprofiler.InfoWriter;
import org.osprofiler.SpanInfo;

/** {@code function{result}} of a call's stop, a text. */
record FunctionResult(@Nullable Object result) implements SpanInfo {

    @Override
    public void write(InfoWriter out) {
        out.beginObject("function").field("result", String.valueOf(result)).endObject();
    }

    @Override
    public int weight() {
        return result instanceof String text ? text.length() : 0;
    }
}
