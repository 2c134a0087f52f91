package org.osprofiler.filter;

import jakarta.servlet.http.HttpServletRequest;
import org.osprofiler.DescribedValue;
import org.osprofiler.InfoWriter;
import org.osprofiler.SpanInfo;

/** {@code request{path, query, method, scheme}} of a root's start, as {@code osprofiler/web.py} has it, but without secrets. */
record RequestInfo(String requestUri, String query, String method, String scheme, int maxPath) implements SpanInfo {

    static RequestInfo of(HttpServletRequest request, int maxPath) {
        String query = request.getQueryString();
        return new RequestInfo(
                request.getRequestURI(),
                query == null ? "" : DescribedValue.cut(query, maxPath),
                request.getMethod(),
                request.getScheme(),
                maxPath);
    }

    @Override
    public void write(InfoWriter out) {
        out.beginObject("request")
                .field(
                        "path",
                        DescribedValue.cut(SecretParameters.hiddenInPath(QuotedPath.of(requestUri), out), maxPath))
                .field("query", SecretParameters.hiddenInQuery(query, out))
                .field("method", method)
                .field("scheme", scheme)
                .endObject();
    }

    @Override
    public int weight() {
        return requestUri.length() + query.length();
    }
}
