package org.osprofiler.fuzz;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.junit.jupiter.params.provider.MethodSource;
import org.osprofiler.report.ChromeTrace;
import org.osprofiler.report.DiffJson;
import org.osprofiler.report.DiffText;
import org.osprofiler.report.OtlpJson;
import org.osprofiler.report.ReportDot;
import org.osprofiler.report.ReportJson;
import org.osprofiler.report.Terminal;
import org.osprofiler.report.TextTree;
import org.osprofiler.report.Trace;
import org.osprofiler.report.TraceDiff;
import org.osprofiler.report.page.HtmlPage;
import org.osprofiler.testkit.Vectors;
import org.osprofiler.wire.JsonReader;
import org.osprofiler.wire.JsonWriter;
import org.osprofiler.wire.MalformedJsonException;
import org.osprofiler.wire.MalformedNotificationException;
import org.osprofiler.wire.Notification;

/** From notifications, one JSON object a line, to all forms of the report: {@code bin/fuzz report}. */
class ReportFuzzTest {

    /** Larger traces add time, nothing new. */
    private static final int LONGEST_SEED = 4_000;

    private static final int WIDTH = 100;

    private static final Pattern OPAQUE = Pattern.compile("(?s)(<(script|style)[^>]*>).*?(</\\2>)");
    /** The columns, the code, the ids, the infos. */
    private static final int SCRIPTS = 4;

    private static final XMLInputFactory XML = xml();

    private static XMLInputFactory xml() {
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        return factory;
    }

    static Stream<byte[]> seeds() {
        return Vectors.cases("report.json", "reports").stream()
                .map(report -> lines(Vectors.maps(report.get("notifications"))))
                .filter(lines -> lines.length() <= LONGEST_SEED)
                .map(lines -> lines.getBytes(StandardCharsets.UTF_8));
    }

    private static String lines(List<Map<String, Object>> notifications) {
        return notifications.stream()
                .map(notification -> JsonWriter.toText(notification, JsonWriter.Style.COMPACT))
                .collect(Collectors.joining("\n"));
    }

    @MethodSource("seeds")
    @DictionaryEntries({
        "\"base_id\":\"",
        "\"trace_id\":\"",
        "\"parent_id\":\"",
        "\"timestamp\":\"",
        "\"info\":{",
        "-start\"",
        "-stop\"",
        "\"wsgi-start\"",
        "\"db-start\"",
        "\"request\":{",
        "\"function\":{",
        "\"args\":\"(",
        "\"etype\":",
        "\"dropped\":{\"queue\":",
        "9999-12-31T23:59:59.999999",
        "0001-01-01T00:00:00.0",
        "\\ud835\\udfd0",
        "<script>",
        "]]>",
        "\\u001b",
        "\\u202e",
        "\\ud800"
    })
    @FuzzTest
    void report(byte[] input) {
        String lines = new String(input, StandardCharsets.UTF_8);
        List<Notification> notifications = read(lines);
        check(notifications);
        Growth.sample(lines.hashCode(), times -> enlarged(notifications, times), ReportFuzzTest::check);
    }

    private static List<Notification> read(String lines) {
        List<Notification> notifications = new ArrayList<>();
        for (String line : lines.split("\n", -1)) {
            try {
                notifications.add(Notification.parse(line));
            } catch (MalformedNotificationException e) {
                // as in a file: that line is left out
            }
        }
        return notifications;
    }

    /** Half of it more notifications of the same spans, half of it more spans beside them. */
    private static List<Notification> enlarged(List<Notification> notifications, int times) {
        List<Notification> all = new ArrayList<>(notifications);
        for (int i = 1; i < times; i++) {
            String suffix = i % 2 == 0 ? "" : "#" + i;
            notifications.forEach(each -> all.add(new Notification(
                    each.name(),
                    each.baseId(),
                    each.spanId() + suffix,
                    each.parentId(),
                    each.timestamp(),
                    each.info(),
                    each.project(),
                    each.service(),
                    each.payload())));
        }
        return all;
    }

    private static void check(List<Notification> notifications) {
        Trace trace = Trace.of(notifications);
        StringBuilder json = new StringBuilder();
        StringBuilder text = new StringBuilder();
        StringBuilder dot = new StringBuilder();
        StringBuilder page = new StringBuilder();
        StringBuilder chrome = new StringBuilder();
        StringBuilder otlp = new StringBuilder();
        StringBuilder diffText = new StringBuilder();
        StringBuilder diffJson = new StringBuilder();
        TraceDiff diff =
                TraceDiff.of(trace, Trace.of(notifications.subList(notifications.size() / 2, notifications.size())));
        try {
            ReportJson.write(trace, json);
            TextTree.write(trace, text, Terminal.plain(WIDTH));
            ReportDot.write(trace, dot);
            HtmlPage.write(trace, page);
            ChromeTrace.write(trace, chrome);
            OtlpJson.write(trace, otlp);
            DiffText.write(diff, diffText, Terminal.plain(WIDTH));
            DiffJson.write(diff, diffJson);
        } catch (IOException e) {
            throw new UncheckedIOException("nothing failed to be written", e);
        }
        mustBeJson(json.toString());
        mustBeJson(chrome.toString());
        mustBeJson(otlp.toString());
        mustBeJson(diffJson.toString());
        mustBeLines(text.toString());
        mustBeLines(diffText.toString());
        mustBeHarmless(dot.toString(), "\t\n");
        mustBeHarmless(page.toString(), "\n");
        mustBeMarkup(page.toString());
    }

    private static void mustBeJson(String json) {
        try {
            JsonReader.forFiles().read(json);
        } catch (MalformedJsonException e) {
            throw new AssertionError("no JSON: " + json, e);
        }
    }

    private static void mustBeLines(String text) {
        mustBeHarmless(text, "\n");
        for (String line : text.split("\n", -1)) {
            if (line.codePointCount(0, line.length()) > WIDTH) {
                throw new AssertionError("wider than " + WIDTH + ": " + line);
            }
        }
    }

    /** Nothing that steers a terminal. */
    private static void mustBeHarmless(String text, String allowed) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i)) && allowed.indexOf(text.charAt(i)) < 0) {
                throw new AssertionError(String.format("U+%04x at %d of %s", (int) text.charAt(i), i, text));
            }
        }
    }

    /**
     * Without what stands in its script, style sheet and data the page is well-formed XML too, so that a text which broke out
     * of its place shows.
     */
    private static void mustBeMarkup(String page) {
        try {
            XMLStreamReader reader = XML.createXMLStreamReader(
                    new StringReader(OPAQUE.matcher(page).replaceAll("$1$3")));
            int scripts = 0;
            while (reader.hasNext()) {
                if (reader.next() == XMLStreamReader.START_ELEMENT
                        && reader.getLocalName().equals("script")) {
                    scripts++;
                }
            }
            if (scripts != SCRIPTS) {
                throw new AssertionError(scripts + " scripts in " + page);
            }
        } catch (XMLStreamException e) {
            throw new AssertionError("not well-formed: " + page, e);
        }
    }
}
