package org.osprofiler.cli;

import java.io.IOException;
import org.osprofiler.report.DiffJson;
import org.osprofiler.report.DiffText;
import org.osprofiler.report.Terminal;
import org.osprofiler.report.TraceDiff;
import org.osprofiler.report.page.DiffPage;

/** How a difference of two traces is printed. */
enum DiffFormat {
    JSON {
        @Override
        void write(TraceDiff diff, Appendable out, Terminal terminal) throws IOException {
            DiffJson.write(diff, out);
        }
    },
    HTML {
        @Override
        void write(TraceDiff diff, Appendable out, Terminal terminal) throws IOException {
            DiffPage.write(diff, out);
        }
    },
    TEXT {
        @Override
        void write(TraceDiff diff, Appendable out, Terminal terminal) throws IOException {
            DiffText.write(diff, out, terminal);
        }
    };

    /**
     * Writes a difference.
     *
     * @param terminal where a text is read
     */
    abstract void write(TraceDiff diff, Appendable out, Terminal terminal) throws IOException;
}
