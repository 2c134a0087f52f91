package org.osprofiler.cli;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.osprofiler.report.ChromeTrace;
import org.osprofiler.report.OtlpJson;
import org.osprofiler.report.ReportDot;
import org.osprofiler.report.ReportJson;
import org.osprofiler.report.Terminal;
import org.osprofiler.report.TextTree;
import org.osprofiler.report.Trace;
import org.osprofiler.report.page.HtmlPage;

/** How a trace is printed. */
enum TraceFormat {
    JSON {
        @Override
        void write(Trace trace, @Nullable Object report, Appendable out, Terminal terminal) throws IOException {
            if (report == null) {
                ReportJson.write(trace, out);
            } else {
                ReportJson.writeTree(report, out);
            }
        }
    },
    HTML {
        @Override
        void write(Trace trace, @Nullable Object report, Appendable out, Terminal terminal) throws IOException {
            HtmlPage.write(trace, out);
        }
    },
    TEXT {
        @Override
        void write(Trace trace, @Nullable Object report, Appendable out, Terminal terminal) throws IOException {
            TextTree.write(trace, out, terminal);
        }
    },
    DOT {
        @Override
        void write(Trace trace, @Nullable Object report, Appendable out, Terminal terminal) throws IOException {
            ReportDot.write(trace, out);
        }
    },
    OTLP {
        @Override
        void write(Trace trace, @Nullable Object report, Appendable out, Terminal terminal) throws IOException {
            OtlpJson.write(trace, out);
        }
    },
    CHROME {
        @Override
        void write(Trace trace, @Nullable Object report, Appendable out, Terminal terminal) throws IOException {
            ChromeTrace.write(trace, out);
        }
    };

    /**
     * Writes a trace.
     *
     * @param report the report that the trace was read from, which {@code --json} prints as it is
     * @param terminal where a text is read
     */
    abstract void write(Trace trace, @Nullable Object report, Appendable out, Terminal terminal) throws IOException;
}
