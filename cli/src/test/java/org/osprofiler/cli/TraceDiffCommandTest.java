package org.osprofiler.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osprofiler.store.StoredNotification;
import org.osprofiler.store.TraceStore;
import org.osprofiler.store.TraceStores;
import org.osprofiler.wire.JsonReader;
import org.osprofiler.wire.Notification;

class TraceDiffCommandTest {

    private static final String BEFORE = "0d8c4f60-7a5e-4f0b-8a3e-2f9c1f1f1a55";
    private static final String AFTER = "1d8c4f60-7a5e-4f0b-8a3e-2f9c1f1f1a55";

    @TempDir
    Path folder;

    private Path before = Path.of("");
    private Path after = Path.of("");

    @BeforeEach
    void writeTraces() throws IOException {
        before = Files.write(folder.resolve("before.jsonl"), trace(BEFORE, "SELECT 1", "030000"));
        after = Files.write(folder.resolve("after.jsonl"), trace(AFTER, "SELECT 2", "050000"));
    }

    private static List<String> trace(String baseId, String statement, String end) {
        String db = "{\"host\":\"h\",\"db\":{\"statement\":\"" + statement + "\"}}";
        return List.of(
                payload("wsgi-start", baseId, "s1", baseId, "000000", "{\"host\":\"h\"}"),
                payload("db-start", baseId, "s2", "s1", "010000", db),
                payload("db-stop", baseId, "s2", "s1", "020000", "{\"host\":\"h\"}"),
                payload("wsgi-stop", baseId, "s1", baseId, end, "{\"host\":\"h\"}"));
    }

    private static String payload(
            String name, String baseId, String spanId, String parentId, String micros, String info) {
        return """
                {"name":"%s","base_id":"%s","trace_id":"%s","parent_id":"%s",\
                "timestamp":"2026-03-14T09:26:00.%s","info":%s,"project":"cinder","service":"volume-api"}""".formatted(name, baseId, spanId, parentId, micros, info);
    }

    private List<String> linesOfBoth() throws IOException {
        return Stream.of(Files.readAllLines(before), Files.readAllLines(after))
                .flatMap(List::stream)
                .toList();
    }

    private static Run diff(Object... args) {
        return Run.of(Stream.concat(Stream.of("trace", "diff"), Stream.of(args))
                .map(Object::toString)
                .toArray(String[]::new));
    }

    @Test
    void diff_files_json() throws Exception {
        Run run = diff(before, after);

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).endsWith("}\n");
        Map<?, ?> json = (Map<?, ?>) JsonReader.forWire().read(run.out());
        assertThat(json.get("b")).isEqualTo(Map.of("base_id", AFTER, "spans", 2L, "duration_us", 50_000L));
        List<?> rows = (List<?>) json.get("diff");
        assertThat(rows.stream().map(row -> ((Map<?, ?>) row).get("path")).map(String::valueOf))
                .containsExactly("wsgi", "wsgi > db SELECT ?");
        assertThat(diff("--json", before, after)).isEqualTo(run);
    }

    @Test
    void diff_text() {
        assertThat(diff("--text", before, after).out())
                .contains("B takes 20.0 ms, 66.7 % more\n")
                .contains("  slower  wsgi\n")
                .endsWith("1 path without a difference\n");
    }

    @Test
    void diff_ofAReportWithoutSpans_isRefused() throws IOException {
        Path empty = Files.writeString(folder.resolve("empty.json"), "{\"info\": {}, \"children\": [], \"stats\": {}}");
        Run run = diff("--text", empty, after);
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("no trace in " + empty + ": its report has no children");
    }

    @Test
    void diff_html() {
        assertThat(diff("--html", before, after).out())
                .startsWith("<!DOCTYPE html>")
                .contains("data-a-us=\"30000\" data-b-us=\"50000\"")
                .endsWith("</html>\n\n");
    }

    @Test
    void diff_storedTraces_sameAsFromFiles() throws Exception {
        List<StoredNotification> batch = new ArrayList<>();
        for (String line : linesOfBoth()) {
            Notification notification = Notification.parse(line);
            batch.add(new StoredNotification(
                    notification, "message-" + batch.size(), "h", "profiler.volume-api", notification.timestamp()));
        }
        String store = "jdbc:h2:file:" + folder.resolve("store");
        try (TraceStore open = TraceStores.open(store)) {
            open.store(batch);
        }

        assertThat(diff("--connection-string", store, BEFORE, AFTER)).isEqualTo(diff(before, after));
        assertThat(diff("--connection-string", store, BEFORE, after)).isEqualTo(diff(before, after));
        Run unknown = diff("--connection-string", store, BEFORE, "00000000-0000-4000-8000-000000000000");
        assertThat(unknown.exitCode()).isEqualTo(1);
        assertThat(unknown.out()).isEmpty();
        assertThat(unknown.err())
                .startsWith("osprofiler: no trace 00000000-0000-4000-8000-000000000000 in jdbc:h2:file:")
                .hasLineCount(1);
    }

    @Test
    void diff_severalTracesInAFile_namesTheOptionThatPicksOne() throws Exception {
        Path both = Files.write(folder.resolve("both.jsonl"), linesOfBoth());

        Run run = diff(before, both);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--trace-b ID").hasLineCount(1);
        assertThat(diff("--trace-a", BEFORE, "--trace-b", AFTER, both, both)).isEqualTo(diff(before, after));
    }

    @Test
    void diff_out_writesFileAndNothingElse() {
        Path target = folder.resolve("diff.txt");

        assertThat(diff("--text", "--out", target, before, after)).isEqualTo(new Run(0, "", ""));
        assertThat(target).content().isEqualTo(diff("--text", before, after).out());
        Run failed = diff("--out", folder.resolve("none/x"), before, after);
        assertThat(failed.exitCode()).isEqualTo(1);
        assertThat(failed.err()).contains("cannot write ").hasLineCount(1);
    }

    @Test
    void diff_wrongUsage_exit2InOneLine() {
        for (Run run : List.of(
                diff(before),
                diff(before, after, after),
                diff("--json", "--text", before, after),
                diff(before, folder))) {
            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.out()).isEmpty();
            assertThat(run.err()).hasLineCount(1);
        }
    }
}
