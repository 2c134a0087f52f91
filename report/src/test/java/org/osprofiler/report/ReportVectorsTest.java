package org.osprofiler.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
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
        /** With the numbers of what we do on purpose where Python fails. */
        @Override
        public String toString() {
            if (!expected.containsKey("raised")) {
                return name;
            }
            List<Map<String, Object>> readable = readable(notifications);
            return (readable.size() < notifications.size() ? "[D11] " : "")
                    + (readable.stream().noneMatch(ReportVectorsTest::isStart) ? "[D14] " : "")
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
        return cases().filter(vector -> isPrinted(vector.cli.get("show --json")));
    }

    static Stream<Case> printedAsDot() throws IOException {
        return cases().filter(vector -> isPrinted(vector.cli.get("show --dot")));
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
            assertEqualsPythons(vector, Trace.of(parsed(vector.notifications)));
            return;
        }
        Read read = read(vector);
        if (!vector.expected.containsKey("raised")) {
            assertEqualsPythons(vector, read.trace);
            assertThat(read.leftOut).isEmpty();
            return;
        }
        List<Map<String, Object>> readable = readable(vector.notifications);
        int unreadable = vector.notifications.size() - readable.size();
        assertThat(read.leftOut).as("D11: what Python cannot read is named").hasSize(unreadable);
        if (readable.stream().noneMatch(ReportVectorsTest::isStart)) {
            assertThat(json(read.trace))
                    .as("D14: shown, without a last start")
                    .contains("\"last_trace_started\": null")
                    .contains(readable.isEmpty() ? "\"children\": []" : "\"trace_id\"");
        } else {
            assertThat(unreadable).as("why Python fails").isPositive();
            assertThat(json(read.trace))
                    .as("D11: the report of the others")
                    .isEqualTo(json(Trace.of(parsed(readable))));
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
        if (trace.unreachable().isEmpty()) { // spans in a cycle are in stats only
            assertThat(JsonReader.forFiles().read(json(Trace.of(reread.notifications()))))
                    .isEqualTo(JsonReader.forFiles().read(report));
        }
        StringBuilder asItIs = new StringBuilder();
        ReportJson.writeTree(Objects.requireNonNull(reread.report()), asItIs);
        assertThat(asItIs).hasToString(report);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("printedAsDot")
    void showDot_equalsPythonsToTheByte(Case vector) throws Exception {
        assertSame(observed(vector, "show --dot"), dot(vector) + "\n");
    }

    @ParameterizedTest(name = "[D15] {0}")
    @MethodSource("notDrawnByPython")
    void showDot_wherePythonFails_leavesThatPartOut(Case vector) throws Exception {
        assertThat(dot(vector)).startsWith("digraph {\n").contains("\t0 -> 1\n").endsWith("}\n");
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
        if (!vector.notifications.isEmpty()) {
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

    private static void assertSame(Map<?, ?> observed, String stdout) throws NoSuchAlgorithmException {
        if (observed.containsKey("stdout")) {
            assertThat(stdout).isEqualTo(observed.get("stdout"));
            return;
        }
        byte[] bytes = stdout.getBytes(StandardCharsets.UTF_8);
        assertThat((long) bytes.length).isEqualTo(observed.get("stdout_bytes"));
        assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)))
                .isEqualTo(observed.get("stdout_sha256"));
    }

    private static Map<?, ?> observed(Case vector, String command) {
        return (Map<?, ?>) Objects.requireNonNull(vector.cli.get(command));
    }

    private static Set<String> baseIds(Case vector) {
        Set<String> ids = new LinkedHashSet<>();
        for (Map<String, Object> notification : vector.notifications) {
            if (notification.get(Notification.BASE_ID) instanceof String id) {
                ids.add(id);
            }
        }
        return ids;
    }

    /** Without what D11 leaves out; of those without base_id only one that comes first, as no trace is known then. */
    private static List<Map<String, Object>> readable(List<Map<String, Object>> notifications) {
        List<Map<String, Object>> readable = new ArrayList<>();
        for (Map<String, Object> notification : notifications) {
            boolean complete = notification.get(Notification.INFO) instanceof Map<?, ?> info
                    && info.containsKey(Notification.HOST)
                    && notification.get(Notification.TIMESTAMP) instanceof String timestamp
                    && Timestamp.parse(timestamp).isPresent()
                    && notification.keySet().containsAll(List.of("name", "trace_id", "parent_id", "project", "service"))
                    && (notification.containsKey(Notification.BASE_ID) || !readable.isEmpty());
            if (complete) {
                readable.add(notification);
            }
        }
        return readable;
    }

    private static boolean isStart(Map<String, Object> notification) {
        return !String.valueOf(notification.get(Notification.NAME)).endsWith("stop");
    }

    private static List<Notification> parsed(List<Map<String, Object>> payloads) throws MalformedNotificationException {
        List<Notification> notifications = new ArrayList<>();
        for (Map<String, Object> payload : payloads) {
            notifications.add(Notification.of(payload));
        }
        return notifications;
    }
}
