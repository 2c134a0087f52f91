package org.osprofiler.report;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A trace as a Graphviz graph, as {@code osprofiler trace show --dot} of Python prints it (its command adds one more line
 * end). Where Python fails because a span lacks a service, request or function, ours leaves that part of the label out; a
 * label is always quoted, so that a text in a trace is never HTML and never ends the label. Invisible characters are made
 * visible, see {@link Printable}; Python writes them as they are.
 *
 * <p>Source: {@code osprofiler/cmd/commands.py}, {@code _create_dot_graph}, and Graphviz' rules of quoting.
 */
public final class ReportDot {

    private static final int PATH_LENGTH = 30;

    private final PythonReport report;
    private final Appendable out;
    private int nextId;

    private ReportDot(PythonReport report, Appendable out) {
        this.report = report;
        this.out = out;
    }

    /**
     * Writes a trace.
     *
     * @throws IOException when {@code out} fails
     */
    public static void write(Trace trace, Appendable out) throws IOException {
        new ReportDot(new PythonReport(trace), out).write(trace);
    }

    /** A node whose children are being written. */
    private record Open(int id, Iterator<TraceSpan> children) {}

    private void write(Trace trace) throws IOException {
        out.append("digraph {\n");
        Deque<Open> open = new ArrayDeque<>();
        long total = trace.spans().isEmpty() ? 0 : report.millis(trace.finishedMicros());
        open.push(new Open(node("total - " + total + " ms"), children(trace.roots())));
        while (true) {
            Open node = open.element();
            if (node.children.hasNext()) {
                TraceSpan child = node.children.next();
                open.push(new Open(node(label(child)), children(child.children())));
                continue;
            }
            open.pop();
            Open parent = open.peek();
            if (parent == null) {
                break;
            }
            out.append("\t" + parent.id + " -> " + node.id + "\n");
        }
        out.append("}\n");
    }

    private Iterator<TraceSpan> children(List<TraceSpan> siblings) {
        return report.sorted(siblings).iterator();
    }

    private int node(String label) throws IOException {
        out.append("\t" + nextId + " [label=" + quoted(label) + "]\n");
        return nextId++;
    }

    private String label(TraceSpan span) {
        String service = span.service() == null ? "" : span.service() + ":";
        long millis = report.finished(span) - report.started(span);
        String label = printable(service + span.name()) + " - " + millis + " ms";
        String detail = detail(span);
        // Two characters, back slash and n: a line end in Graphviz' own notation.
        return detail == null ? label : label + "\\n" + printable(detail);
    }

    /** Graphviz shows two back slashes as one, and one before a letter not at all. */
    private static String printable(String text) {
        return Printable.with(text, "\\\\u");
    }

    private static @Nullable String detail(TraceSpan span) {
        return switch (span.name()) {
            case "wsgi" -> request(object(rawInfo(span), "request"));
            case "rpc", "driver" -> function(object(rawInfo(span), "function"));
            default -> null;
        };
    }

    /** The info of the last notification named exactly {@code <name>-start}; Python looks at no other. */
    private static @Nullable Object rawInfo(TraceSpan span) {
        String name = span.name() + "-start";
        Object info = null;
        for (var notification : span.notifications()) {
            if (notification.name().equals(name)) {
                info = notification.info();
            }
        }
        return info;
    }

    private static @Nullable Object object(@Nullable Object info, String field) {
        return info instanceof Map<?, ?> map ? map.get(field) : null;
    }

    private static @Nullable String request(@Nullable Object request) {
        return request instanceof Map<?, ?> map
                        && map.get("method") instanceof String method
                        && map.get("path") instanceof String path
                ? method + " " + firstCharacters(path) + ".."
                : null;
    }

    private static String firstCharacters(String path) {
        return path.codePointCount(0, path.length()) <= PATH_LENGTH
                ? path
                : path.substring(0, path.offsetByCodePoints(0, PATH_LENGTH));
    }

    private static @Nullable String function(@Nullable Object function) {
        return function instanceof Map<?, ?> map && map.get("name") instanceof String name
                ? name.substring(name.lastIndexOf('.') + 1)
                : null;
    }

    /** Escapes quotes that are not escaped yet, as Python's graphviz does, and a back slash that would escape the last. */
    private static String quoted(String label) {
        StringBuilder quoted = new StringBuilder(label.length() + 8).append('"');
        boolean escaping = false;
        for (int i = 0; i < label.length(); i++) {
            char c = label.charAt(i);
            if (c == '"' && !escaping) {
                quoted.append('\\');
            }
            escaping = c == '\\' && !escaping;
            quoted.append(c);
        }
        return quoted.append(escaping ? "\\\"" : "\"").toString();
    }
}
