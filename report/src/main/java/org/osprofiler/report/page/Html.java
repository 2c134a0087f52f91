package org.osprofiler.report.page;

import java.io.IOException;
import org.osprofiler.report.Printable;

/** Writes HTML. Everything that is not markup of ours goes through {@link #text} or an attribute, which escape it. */
public final class Html {

    private final Appendable out;

    public Html(Appendable out) {
        this.out = out;
    }

    /** Markup that stands in our source code; never a text of a trace. */
    public Html markup(String markup) throws IOException {
        out.append(markup);
        return this;
    }

    /** A text, escaped; safe between tags and inside quoted attributes. */
    public Html text(String text) throws IOException {
        String shown = Printable.of(text);
        int from = 0;
        for (int i = 0; i < shown.length(); i++) {
            String escape = switch (shown.charAt(i)) {
                case '&' -> "&amp;";
                case '<' -> "&lt;";
                case '>' -> "&gt;";
                case '"' -> "&quot;";
                case '\'' -> "&#39;";
                default -> "";
            };
            if (!escape.isEmpty()) {
                out.append(shown, from, i).append(escape);
                from = i + 1;
            }
        }
        out.append(shown, from, shown.length());
        return this;
    }

    /** An element with a class and a text. */
    public Html element(String tag, String styleClass, String text) throws IOException {
        markup("<" + tag + " class=\"" + styleClass + "\">");
        text(text);
        return markup("</" + tag + ">");
    }
}
