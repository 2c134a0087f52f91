package org.osprofiler.filter;

import org.osprofiler.InfoWriter;
import org.osprofiler.SpanInfo;

/** {@code response{status}} of a root's stop; ours, OSProfiler has no such field. */
record ResponseInfo(int status) implements SpanInfo {

    @Override
    public void write(InfoWriter out) {
        out.beginObject("response").field("status", status).endObject();
    }
}
