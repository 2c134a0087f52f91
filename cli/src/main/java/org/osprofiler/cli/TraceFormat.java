package org.osprofiler.cli;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.osprofiler.report.ReportDot;
import org.osprofiler.report.ReportJson;
import org.osprofiler.report.TextTree;
import org.osprofiler.report.Trace;
import org.osprofiler.report.page.HtmlPage;
import picocli.CommandLine.Option;

/** How a trace is printed: at most one of the options. */
final class TraceFormat {

    @Option(names = "--json", description = "The report, as Python's osprofiler prints it.")
    boolean json;

    @Option(names = "--html", description = "One page that needs nothing else.")
    boolean html;

    @Option(names = "--text", description = "A tree. The default on a terminal; elsewhere --json is.")
    boolean text;

    @Option(names = "--dot", description = "A graph for Graphviz.")
    boolean dot;

    static TraceFormat json() {
        TraceFormat format = new TraceFormat();
        format.json = true;
        return format;
    }

    static TraceFormat html() {
        TraceFormat format = new TraceFormat();
        format.html = true;
        return format;
    }

    static TraceFormat text() {
        TraceFormat format = new TraceFormat();
        format.text = true;
        return format;
    }

    /**
     * Writes a trace.
     *
     * @param report the report that the trace was read from, which {@code --json} prints as it is
     */
    void write(Trace trace, @Nullable Object report, Appendable out, int width) throws IOException {
        if (html) {
            HtmlPage.write(trace, out);
        } else if (text) {
            TextTree.write(trace, out, width);
        } else if (dot) {
            ReportDot.write(trace, out);
        } else if (report != null) {
            ReportJson.writeTree(report, out);
        } else {
            ReportJson.write(trace, out);
        }
    }
}
