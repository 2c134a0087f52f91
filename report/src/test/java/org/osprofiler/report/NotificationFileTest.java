package org.osprofiler.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.osprofiler.report.Notifications.BASE_ID;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osprofiler.wire.JsonWriter;
import org.osprofiler.wire.Notification;

class NotificationFileTest {

    private static final String OTHER = "11111111-2222-4333-8444-555555555555";

    @TempDir
    Path folder;

    private Path file(String content) throws IOException {
        return Files.writeString(folder.resolve("trace.jsonl"), content);
    }

    private static String line(String name, String id, long at) {
        return JsonWriter.toText(Notifications.payload(name, id, BASE_ID, at, Map.of()), JsonWriter.Style.COMPACT);
    }

    @Test
    void lines_areReadInOrder_payloadsAndWholeNotifications() throws Exception {
        NotificationFile file = NotificationFile.read(
                file(line("a-start", "1", 0) + "\r\n\n  \n{\"message_id\":\"m\",\"payload\":" + line("a-stop", "1", 5)
                        + "}"),
                null);
        assertThat(file.notifications()).extracting(Notification::name).containsExactly("a-start", "a-stop");
        assertThat(file.leftOut()).isEmpty();
        assertThat(file.report()).isNull();
    }

    @Test
    void brokenLines_areLeftOutAndNamed() throws Exception {
        String good = line("a-start", "1", 0);
        Path file = folder.resolve("broken.jsonl");
        byte[] latin1 = "{\"name\":\"é\"}\n".getBytes(StandardCharsets.ISO_8859_1);
        Files.write(file, ("{\"x\n" + good + "\n[]\n").getBytes(StandardCharsets.UTF_8));
        Files.write(file, latin1, StandardOpenOption.APPEND);
        Files.writeString(file, good.replace("\"trace_id\":\"1\"", "\"trace_id\":1"), StandardOpenOption.APPEND);
        NotificationFile read = NotificationFile.read(file, null);
        assertThat(read.notifications()).hasSize(1);
        assertThat(read.leftOut()).extracting(LeftOut::what).containsExactly("line 1", "line 3", "line 4", "line 5");
        assertThat(read.leftOut().get(0).reason()).startsWith("it is no JSON: ");
        assertThat(read.leftOut().get(1).reason()).isEqualTo("not a JSON object");
        assertThat(read.leftOut().get(2).reason()).isEqualTo("it is no UTF-8");
        assertThat(read.leftOut().get(3).message()).isEqualTo("line 5 is left out: trace_id is no text");
    }

    @Test
    void severalTraces_areRefusedWithTheirIds() throws IOException {
        Path file =
                file(line("a-start", "1", 0) + "\n" + line("b-start", "2", 0).replace(BASE_ID, OTHER));
        assertThatExceptionOfType(SeveralTracesException.class)
                .isThrownBy(() -> NotificationFile.read(file, null))
                .withMessage(file + " holds 2 traces: " + BASE_ID + ", " + OTHER);
    }

    @Test
    void severalTraces_onePicked() throws Exception {
        Path file =
                file(line("a-start", "1", 0) + "\n" + line("b-start", "2", 0).replace(BASE_ID, OTHER));
        assertThat(NotificationFile.read(file, OTHER).notifications())
                .extracting(Notification::name)
                .containsExactly("b-start");
        assertThat(NotificationFile.read(file, "not there").notifications()).isEmpty();
    }

    @Test
    void tooManyTraces_areCounted() throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 14; i++) {
            lines.append(line("a-start", "1", 0).replace(BASE_ID, "trace-" + i)).append('\n');
        }
        Path file = file(lines.toString());
        assertThatExceptionOfType(SeveralTracesException.class)
                .isThrownBy(() -> NotificationFile.read(file, null))
                .withMessageContaining(" holds 14 traces: trace-0, ")
                .withMessageEndingWith("trace-9 and 4 more");
    }

    @Test
    void payloadWithoutBaseId_belongsToTheTraceOfTheLineBefore() throws Exception {
        String without = line("a-stop", "1", 5).replace("\"base_id\":\"" + BASE_ID + "\",", "");
        NotificationFile file = NotificationFile.read(file(line("a-start", "1", 0) + "\n" + without), null);
        assertThat(file.notifications()).extracting(Notification::baseId).containsExactly(BASE_ID, BASE_ID);
        assertThat(file.notifications().get(1).toJson()).isEqualTo(without);
        NotificationFile first = NotificationFile.read(file(without + "\n" + line("a-start", "1", 0)), null);
        assertThat(first.leftOut())
                .extracting(LeftOut::message)
                .containsExactly("line 1 is left out: base_id is missing");
    }

    @Test
    void report_isRead_prettyOrInOneLine() throws Exception {
        Trace trace = new Notifications()
                .span("wsgi", "r", BASE_ID, 0, 9_000)
                .span("db", "d", "r", 1_000, 2_000)
                .trace();
        StringBuilder report = new StringBuilder();
        ReportJson.write(trace, report);
        for (String text :
                new String[] {report.toString(), report.toString().replaceAll("\n *", ""), "\ufeff" + report}) {
            NotificationFile file = NotificationFile.read(file(text), null);
            assertThat(file.report()).isInstanceOf(Map.class);
            assertThat(file.notifications())
                    .extracting(Notification::name)
                    .containsExactly("wsgi-start", "wsgi-stop", "db-start", "db-stop");
        }
        assertThat(NotificationFile.read(file(report.toString()), BASE_ID).notifications())
                .hasSize(4);
        assertThat(NotificationFile.read(file(report.toString()), OTHER).notifications())
                .isEmpty();
    }

    @Test
    void reportWithAPayloadWithoutBaseId_hasItAsItIs() throws Exception {
        StringBuilder report = new StringBuilder();
        ReportJson.write(
                new Notifications().span("wsgi", "r", BASE_ID, 0, 9_000).trace(), report);
        String without = report.toString().replaceFirst("\"base_id\": \"" + BASE_ID + "\", *\\s*", "");

        NotificationFile file = NotificationFile.read(file(without), null);

        assertThat(file.leftOut()).isEmpty();
        assertThat(file.notifications()).extracting(Notification::baseId).containsExactly(BASE_ID, BASE_ID);
        assertThat(file.notifications())
                .extracting(each -> each.payload().containsKey(Notification.BASE_ID))
                .containsExactly(false, true);
        StringBuilder again = new StringBuilder();
        ReportJson.write(Trace.of(file.notifications()), again);
        assertThat(again).hasToString(without);
    }

    @Test
    void reportOfPythonsSqlStore_isCompletedFromItsSpans() throws Exception {
        NotificationFile file = NotificationFile.read(file("""
                        {"info":{"name":"total","started":0,"finished":5,"last_trace_started":0},"children":[{"info":
                        {"name":"wsgi","project":"cinder","service":"api","host":"h","meta.raw_payload.wsgi-start":
                        {"info":{"request":{"path":"/v3"},"host":"x"}},"started":0,"meta.raw_payload.wsgi-stop":
                        {"info":{"host":"x"}},"finished":5,"exception":"None"},"trace_id":"t","parent_id":"b","children":[]}],
                        "stats":{"wsgi":{"count":1,"duration":5}}}"""), null);
        TraceSpan span = Trace.of(file.notifications()).roots().get(0);
        assertThat(file.leftOut()).isEmpty();
        assertThat(span.durationMicros()).isEqualTo(5_000);
        assertThat(span.service()).isEqualTo("api");
        assertThat(span.spanId()).isEqualTo("t");
        assertThat(span.notifications().get(0).baseId()).isEqualTo("b");
    }

    @Test
    void reportOfPythonsSqlStore_isOfTheTraceThatMostOfItsFirstLevelName() throws Exception {
        String span = """
                {"info":{"name":"wsgi","project":"cinder","service":"api","host":"h","meta.raw_payload.wsgi-start":
                {"info":{"host":"x"}},"started":%s,"finished":5},"trace_id":"%s","parent_id":"%s","children":[]}""";
        String report = "{\"info\":{\"name\":\"total\"},\"stats\":{},\"children\":["
                + String.join(
                        ",", span.formatted(0, "o", "lost"), span.formatted(1, "a", "b"), span.formatted(2, "c", "b"))
                + "]}";
        NotificationFile file = NotificationFile.read(file(report), null);
        assertThat(file.notifications()).extracting(Notification::baseId).containsOnly("b");
    }

    @Test
    void reportWithOtherThings_keepsThem_butHasNoSpans() throws Exception {
        NotificationFile file =
                NotificationFile.read(file("{\"children\": [1, {\"info\": 5}], \"x\": \"\\u0436\"}"), null);
        assertThat(file.notifications()).isEmpty();
        StringBuilder json = new StringBuilder();
        ReportJson.writeTree(Objects.requireNonNull(file.report()), json);
        assertThat(json)
                .hasToString(
                        "{\n  \"children\": [\n    1,\n    {\n      \"info\": 5\n    }\n  ],\n  \"x\": \"\\u0436\"\n}");
    }

    @Test
    void reportOfAHundredThousandLevels_doesNotOverflow() throws Exception {
        StringBuilder report = new StringBuilder();
        for (int i = 0; i < 100_000; i++) {
            report.append("{\"children\":[");
        }
        report.append("]}".repeat(100_000));
        assertThat(NotificationFile.read(file(report.toString()), null).notifications())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "\n", "hello", "[]", "null", "{}", "{\"children\": 5}", "{\n  \"info\": {\n", "[{}]\n[{}]"})
    void anotherFile_isRefused_withTheReason(String content) throws IOException {
        Path file = file(content);
        assertThatExceptionOfType(TraceFileException.class)
                .isThrownBy(() -> NotificationFile.read(file, null))
                .withMessageStartingWith(file
                        + " holds neither a report (trace show --json) nor notifications, one JSON object a line: ")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
    }

    @Test
    void pipe_isReadOnce() throws Exception {
        Trace trace = new Notifications()
                .span("wsgi", "r", BASE_ID, 0, 9_000)
                .span("db", "d", "r", 1_000, 2_000)
                .trace();
        StringBuilder report = new StringBuilder();
        ReportJson.write(trace, report);
        String lines = (line("a-start", "1", 0) + "\n").repeat(3_000);
        assertThat(throughPipe("lines", lines).notifications()).hasSize(3_000);
        assertThat(throughPipe("marked", "\ufeff" + lines).notifications()).hasSize(3_000);
        assertThat(throughPipe("report", report.toString()).notifications()).hasSize(4);
    }

    private NotificationFile throughPipe(String name, String content) throws Exception {
        Path pipe = folder.resolve(name);
        try {
            assumeThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                    .isZero();
        } catch (IOException e) {
            abort("no mkfifo on this system");
        }
        Thread writer = new Thread(() -> {
            try {
                Files.writeString(pipe, content, StandardOpenOption.WRITE);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        writer.start();
        NotificationFile read = NotificationFile.read(pipe, null);
        writer.join();
        return read;
    }

    @Test
    void absentFile_isAnIoError() {
        assertThatExceptionOfType(NoSuchFileException.class)
                .isThrownBy(() -> NotificationFile.read(folder.resolve("absent"), null));
    }
}
