package org.osprofiler.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.osprofiler.testkit.Vectors;
import org.osprofiler.wire.JsonReader;
import org.osprofiler.wire.JsonWriter;
import org.osprofiler.wire.MalformedNotificationException;
import org.osprofiler.wire.Notification;
import org.osprofiler.wire.Timestamp;

/**
 * What Python's OSProfiler makes of notifications, from {@code vectors/report.json}: read from a file of lines, put together
 * and written. Where Python fails, rules on the input say what ours does: D11 and D14 of the contract.
 */
@Tag("vectors")
class ReportVectorsTest {

    private static final Pattern INVISIBLE = Pattern.compile("[\\p{C}\\u2028\\u2029]");
    private static final Pattern ESCAPED = Pattern.compile("\\\\\\\\u([0-9a-f]{4})");

    @TempDir
    Path folder;

    /**
     * A case in one order of reading.
     *
     * @param exact whether the order of keys is known, too
     */
    record Case(
            String name,
            List<Map<String, Object>> notifications,
            Map<String, Object> expected,
            boolean exact,
            Map<?, ?> cli) {
        boolean isPrintedAsByPython() {
            return !expected.containsKey("raised") && readable(notifications).size() == notifications.size();
        }

        /** With the numbers of what we do on purpose where Python fails. */
        @Override
        public String toString() {
            List<Map<String, Object>> readable = readable(notifications);
            boolean hasOddIds = notifications.stream().anyMatch(ReportVectorsTest::hasAnIdThatIsNoText);
            boolean hasUnreadable = readable.size()
                            + notifications.stream()
                                    .filter(ReportVectorsTest::hasAnIdThatIsNoText)
                                    .count()
                    < notifications.size();
            boolean hasNoStart =
                    expected.containsKey("raised") && readable.stream().noneMatch(ReportVectorsTest::isStart);
            return (hasOddIds ? "[D2] " : "")
                    + (expected.containsKey("raised") && hasUnreadable ? "[D11] " : "")
                    + (hasNoStart ? "[D14] " : "")
                    + name;
        }
    }

    static Stream<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (Map<String, Object> vector : Vectors.cases("report.json", "reports")) {
            List<Map<String, Object>> notifications = Vectors.maps(vector.get("notifications"));
            String name = String.valueOf(vector.get("name"));
            Map<?, ?> cli = vector.get("cli") instanceof Map<?, ?> given ? given : Map.of();
            cases.add(new Case(name, notifications, vector, true, cli));
            List<Map<String, Object>> reversed = new ArrayList<>(notifications);
            Collections.reverse(reversed);
            Object different = vector.get("newest_first");
            Map<String, Object> expected = different == null ? vector : Vectors.map(different);
            cases.add(new Case(name + ", newest first", reversed, expected, different != null, Map.of()));
        }
        return cases.stream();
    }

    /** Those of which the output of Python's command is known. */
    static Stream<Case> printedAsJson() throws IOException {
        return cases().filter(vector -> vector.isPrintedAsByPython() && isPrinted(vector.cli.get("show --json")));
    }

    /** With the number of what a graph shows otherwise: what is invisible in a label is escaped. */
    static Stream<Arguments> printedAsDot() throws IOException {
        return cases().filter(vector -> vector.isPrintedAsByPython() && isPrinted(vector.cli.get("show --dot")))
                .map(vector -> Arguments.of((hasInvisible(vector) ? "[D15] " : "") + vector, vector));
    }

    private static boolean hasInvisible(Case vector) {
        return INVISIBLE.matcher(vector.notifications.toString()).find();
    }

    /** Those whose graph Python's command cannot draw, for want of a service, request or function. */
    static Stream<Case> notDrawnByPython() throws IOException {
        return cases().filter(
                        vector -> vector.cli.get("show --dot") instanceof Map<?, ?> observed && !isPrinted(observed));
    }

    private static boolean isPrinted(@Nullable Object observed) {
        return observed instanceof Map<?, ?> map && Objects.equals(map.get("exit"), 0L);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void report_equalsPythons(Case vector) throws Exception {
        if (baseIds(vector).size() > 1) {
            refused(vector);
        }
        Read read = read(vector);
        if (vector.isPrintedAsByPython()) {
            assertEqualsPythons(vector, read.trace);
            assertThat(read.leftOut).isEmpty();
            return;
        }
        List<Map<String, Object>> readable = readable(vector.notifications);
        if (!vector.expected.containsKey("raised")) {
            assertThat(vector.notifications.stream().filter(each -> !readable.contains(each)))
                    .as("what Python reads, and ours leaves out")
                    .allMatch(ReportVectorsTest::hasAnIdThatIsNoText);
        }
        assertThat(read.leftOut)
                .as("D2, D11: what is left out is named")
                .hasSize(vector.notifications.size() - readable.size());
        Trace ofTheOthers = Trace.of(parsed(vector.notifications).stream()
                .filter(each -> readable.contains(each.payload()))
                .toList());
        assertThat(json(read.trace)).as("the report of the others").isEqualTo(json(ofTheOthers));
        if (readable.stream().noneMatch(ReportVectorsTest::isStart)) {
            assertThat(json(read.trace))
                    .as("D14: shown, without a last start")
                    .contains("\"last_trace_started\": null")
                    .contains(ofTheOthers.roots().isEmpty() ? "\"children\": []" : "\"trace_id\"");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("printedAsJson")
    void showJson_equalsPythonsToTheByte(Case vector) throws Exception {
        assertSame(observed(vector, "show --json"), json(read(vector).trace) + "\n");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("printedAsJson")
    void showJson_ofAReportFile_isThatReport(Case vector) throws Exception {
        Trace trace = read(vector).trace;
        String report = json(trace);
        Path file = Files.writeString(folder.resolve("report.json"), report);
        NotificationFile reread = NotificationFile.read(file, null);
        boolean isAllThere = trace.unreachable().isEmpty() // spans in a cycle are in stats only
                && trace.spans().stream().allMatch(ReportVectorsTest::hasEachNameOnce); // of a name the last is there
        if (isAllThere) {
            assertThat(JsonReader.forFiles().read(json(Trace.of(reread.notifications()))))
                    .isEqualTo(JsonReader.forFiles().read(report));
        }
        StringBuilder asItIs = new StringBuilder();
        ReportJson.writeTree(Objects.requireNonNull(reread.report()), asItIs);
        assertThat(asItIs).hasToString(report);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("printedAsDot")
    void showDot_equalsPythonsToTheByte(String name, Case vector) throws Exception {
        String dot = dot(vector);
        if (hasInvisible(vector)) {
            dot = ESCAPED.matcher(dot)
                    .replaceAll(escape ->
                            Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(escape.group(1), 16))));
        }
        assertSame(observed(vector, "show --dot"), dot + "\n");
    }

    @ParameterizedTest(name = "[D15] {0}")
    @MethodSource("notDrawnByPython")
    void showDot_wherePythonFails_leavesThatPartOut(Case vector) throws Exception {
        boolean hasSpans = !read(vector).trace.roots().isEmpty();
        assertThat(dot(vector)).startsWith("digraph {\n").endsWith("}\n");
        assertThat(dot(vector).contains("\t0 -> 1\n")).isEqualTo(hasSpans);
    }

    private String dot(Case vector) throws Exception {
        StringBuilder dot = new StringBuilder();
        ReportDot.write(read(vector).trace, dot);
        return dot.toString();
    }

    private record Read(Trace trace, List<LeftOut> leftOut) {}

    private Read read(Case vector) throws IOException, TraceFileException {
        List<LeftOut> leftOut = new ArrayList<>();
        List<Notification> notifications = List.of();
        if (baseIds(vector).size() > 1) {
            notifications = parsed(vector.notifications, leftOut); // not of a file, which may hold one trace only
        } else if (!vector.notifications.isEmpty()) {
            try {
                NotificationFile file = NotificationFile.read(file(vector), null);
                leftOut.addAll(file.leftOut());
                notifications = file.notifications();
            } catch (TraceFileException e) {
                // Nothing in it can be read: the command says so, and shows nothing.
                assertThat(readable(vector.notifications)).isEmpty();
                vector.notifications.forEach(each -> leftOut.add(new LeftOut("all", "")));
            }
        }
        Trace trace = Trace.of(notifications);
        leftOut.addAll(trace.leftOut());
        return new Read(trace, leftOut);
    }

    private void refused(Case vector) throws IOException {
        Path file = file(vector);
        SeveralTracesException several =
                catchThrowableOfType(SeveralTracesException.class, () -> NotificationFile.read(file, null));
        Set<String> ids = baseIds(vector);
        assertThat(several).hasMessageContaining(" holds " + ids.size() + " traces: ");
        ids.stream().limit(10).forEach(id -> assertThat(several).hasMessageContaining(Printable.of(id)));
    }

    private Path file(Case vector) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (Map<String, Object> notification : vector.notifications) {
            lines.append(JsonWriter.toText(notification, JsonWriter.Style.COMPACT))
                    .append('\n');
        }
        return Files.writeString(folder.resolve("notifications.jsonl"), lines);
    }

    /** Python's command prints a report with this spelling of white space; the keys are in the order of the vector. */
    private static void assertEqualsPythons(Case vector, Trace trace) throws IOException {
        Object expected = vector.expected.get("report");
        if (vector.exact) {
            assertThat(json(trace)).isEqualTo(JsonWriter.toText(expected, JsonWriter.Style.REPORT));
        } else {
            assertThat(JsonReader.forFiles().read(json(trace))).isEqualTo(expected);
        }
    }

    private static String json(Trace trace) throws IOException {
        StringBuilder json = new StringBuilder();
        ReportJson.write(trace, json);
        return json.toString();
    }

    private static void assertSame(Map<?, ?> observed, String stdout) {
        assertThat(Vectors.printedAs(observed, stdout)).isEqualTo(Vectors.printed(observed));
    }

    private static Map<?, ?> observed(Case vector, String command) {
        return (Map<?, ?>) Objects.requireNonNull(vector.cli.get(command));
    }

    private static Set<String> baseIds(Case vector) {
        Set<String> ids = new LinkedHashSet<>();
        for (Notification notification : parsed(vector.notifications)) {
            ids.add(notification.baseId());
        }
        return ids;
    }

    /**
     * Without what D11 and D2 leave out; of those without base_id only such as come before any other, as no trace is known
     * then.
     */
    private static List<Map<String, Object>> readable(List<Map<String, Object>> notifications) {
        List<Map<String, Object>> readable = new ArrayList<>();
        boolean isTraceKnown = false;
        for (Map<String, Object> notification : notifications) {
            boolean isComplete = notification.get(Notification.NAME) instanceof String
                    && notification.get(Notification.TIMESTAMP) instanceof String
                    && notification.get(Notification.INFO) instanceof Map<?, ?>
                    && notification.keySet().containsAll(List.of("trace_id", "parent_id"))
                    && !hasAnIdThatIsNoText(notification)
                    && (notification.containsKey(Notification.BASE_ID) || isTraceKnown);
            isTraceKnown |= isComplete;
            if (isComplete
                    && Vectors.map(notification.get(Notification.INFO)).containsKey(Notification.HOST)
                    && Timestamp.parse(String.valueOf(notification.get(Notification.TIMESTAMP)))
                            .isPresent()
                    && notification.keySet().containsAll(List.of("project", "service"))) {
                readable.add(notification);
            }
        }
        return readable;
    }

    /** D2: Python takes any. */
    private static boolean hasAnIdThatIsNoText(Map<String, Object> notification) {
        return Stream.of(Notification.BASE_ID, Notification.SPAN_ID, Notification.PARENT_ID)
                .anyMatch(field -> notification.containsKey(field) && !(notification.get(field) instanceof String));
    }

    private static boolean hasEachNameOnce(TraceSpan span) {
        List<String> names =
                span.notifications().stream().map(Notification::name).toList();
        return Set.copyOf(names).size() == names.size();
    }

    private static boolean isStart(Map<String, Object> notification) {
        return !String.valueOf(notification.get(Notification.NAME)).endsWith("stop");
    }

    private static List<Notification> parsed(List<Map<String, Object>> payloads) {
        return parsed(payloads, new ArrayList<>());
    }

    private static List<Notification> parsed(List<Map<String, Object>> payloads, List<LeftOut> leftOut) {
        List<Notification> notifications = new ArrayList<>();
        String baseId = null;
        for (Map<String, Object> payload : payloads) {
            try {
                Notification read = PayloadOfTrace.read(payload, baseId);
                baseId = read.baseId();
                notifications.add(read);
            } catch (MalformedNotificationException e) {
                leftOut.add(new LeftOut(String.valueOf(payload.get(Notification.NAME)), e.getMessage()));
            }
        }
        return notifications;
    }
}
