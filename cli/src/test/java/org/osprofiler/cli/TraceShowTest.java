package org.osprofiler.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.osprofiler.store.StoredNotification;
import org.osprofiler.store.TraceStore;
import org.osprofiler.store.TraceStores;
import org.osprofiler.wire.JsonReader;
import org.osprofiler.wire.Notification;

class TraceShowTest {

    private static final String BASE_ID = "0d8c4f60-7a5e-4f0b-8a3e-2f9c1f1f1a55";
    private static final String OTHER_ID = "other-trace";
    private static final String[] TRACE = {
        payload("wsgi-start", BASE_ID, "s1", BASE_ID, "00.000000", "{\"host\":\"h\"}"),
        payload("db-start", BASE_ID, "s2", "s1", "00.010000", "{\"host\":\"h\",\"db\":{\"statement\":\"SELECT 1\"}}"),
        payload("db-stop", BASE_ID, "s2", "s1", "00.020000", "{\"host\":\"h\"}"),
        payload("wsgi-stop", BASE_ID, "s1", BASE_ID, "00.030000", "{\"host\":\"h\"}")
    };
    private static final String[] FAILED = {
        payload("a-start", OTHER_ID, "s3", OTHER_ID, "10.000000", "{\"host\":\"h\"}"),
        payload(
                "a-stop",
                OTHER_ID,
                "s3",
                OTHER_ID,
                "10.020000",
                "{\"host\":\"h\",\"etype\":\"IOException\",\"message\":\"m\"}")
    };

    @TempDir
    Path folder;

    private String store = "";

    @BeforeEach
    void openStore() {
        store = "jdbc:h2:file:" + folder.resolve("store");
    }

    private static String payload(
            String name, String baseId, String spanId, String parentId, String seconds, String info) {
        return """
                {"name":"%s","base_id":"%s","trace_id":"%s","parent_id":"%s",\
                "timestamp":"2026-03-14T09:26:%s","info":%s,"project":"cinder","service":"volume-api"}""".formatted(name, baseId, spanId, parentId, seconds, info);
    }

    private Path file(String... lines) throws IOException {
        return Files.writeString(folder.resolve("notifications.jsonl"), String.join("\n", lines) + "\n");
    }

    private void fill(String[]... traces) throws Exception {
        List<StoredNotification> batch = new ArrayList<>();
        for (String[] trace : traces) {
            for (String line : trace) {
                Notification notification = Notification.parse(line);
                batch.add(new StoredNotification(
                        notification,
                        "message-" + batch.size() + notification.baseId(),
                        "h",
                        "profiler.volume-api",
                        notification.timestamp()));
            }
        }
        try (TraceStore open = TraceStores.open(store)) {
            open.store(batch);
        }
    }

    @Test
    void show_storedTrace_sameAsFromFile() throws Exception {
        fill(TRACE, FAILED);

        Run fromStore = Run.of("trace", "show", "--connection-string", store, BASE_ID);
        Run fromEnvironment =
                Run.withEnvironment(Map.of("OSPROFILER_CONNECTION_STRING", store), "trace", "show", "--json", BASE_ID);

        assertThat(fromStore.exitCode()).isZero();
        assertThat(fromStore.err()).isEmpty();
        assertThat(fromStore.out()).startsWith("{\n  \"info\": {").endsWith("}\n");
        assertThat(fromEnvironment).isEqualTo(fromStore);
        assertThat(Run.of("trace", "show", file(TRACE).toString())).isEqualTo(fromStore);
    }

    @Test
    void show_report_printedAgainAsItIs() throws Exception {
        Run first = Run.of("trace", "show", file(TRACE).toString());
        Path report = Files.writeString(folder.resolve("trace.json"), first.out());

        assertThat(Run.of("trace", "show", "--json", report.toString())).isEqualTo(first);
        assertThat(Run.of("trace", "show", "--text", report.toString()).out()).contains("SELECT 1");
    }

    @Test
    void show_formats_eachItsOwn() throws Exception {
        String file = file(TRACE).toString();

        assertThat(Run.of("trace", "show", "--html", file).out())
                .startsWith("<!DOCTYPE html>")
                .contains("<title>wsgi");
        assertThat(Run.of("trace", "show", "--text", file).out())
                .contains("wsgi")
                .contains("└ db");
        assertThat(Run.of("trace", "show", "--dot", file).out()).startsWith("digraph {");
        assertThat(Run.of("trace", "show", "--otlp", file).out())
                .startsWith("{\"resourceSpans\":[")
                .contains("\"traceId\":\"0d8c4f607a5e4f0b8a3e2f9c1f1f1a55\"")
                .endsWith("}\n");
        assertThat(Run.of("trace", "show", "--chrome", file).out())
                .startsWith("{\"traceEvents\":[")
                .contains("\"ts\":10000,\"dur\":10000")
                .endsWith("}\n");
    }

    @Test
    void show_twoFormats_usageError() throws Exception {
        Run run = Run.of("trace", "show", "--html", "--json", file(TRACE).toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("mutually exclusive").hasLineCount(1);
    }

    @Test
    void show_out_writesFileAndNothingElse() throws Exception {
        Path target = folder.resolve("trace.html");

        Run run = Run.of(
                "trace",
                "show",
                "--html",
                "--out",
                target.toString(),
                file(TRACE).toString());

        assertThat(run).isEqualTo(new Run(0, "", ""));
        assertThat(target).content().startsWith("<!DOCTYPE html>");
    }

    @Test
    void show_outCannotBeWritten_failsNamingIt() throws Exception {
        Path target = folder.resolve("none/trace.html");

        Run run =
                Run.of("trace", "show", "--out", target.toString(), file(TRACE).toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .contains("cannot write " + target + ": there is no such file or folder")
                .hasLineCount(1);
    }

    @Test
    void show_outOnAFullDisk_fails() throws Exception {
        assumeTrue(Files.exists(Path.of("/dev/full")), "/dev/full is missing");

        Run run = Run.of("trace", "show", "--out", "/dev/full", file(TRACE).toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("cannot write /dev/full: ").hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"00000000-0000-4000-8000-000000000000", "no-uuid", "{" + BASE_ID + "}"})
    void show_unknownId_exit1NamesTheStore(String id) throws Exception {
        fill(TRACE);

        Run run = Run.of("trace", "show", "--connection-string", store, id);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .startsWith("osprofiler: no trace " + id + " in jdbc:h2:file:")
                .hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                BASE_ID,
                "0d8c4f607a5e4f0b8a3e2f9c1f1f1a55",
                "{" + BASE_ID + "}",
                "urn:uuid:" + BASE_ID,
                "0D8C4F60-7A5E-4F0B-8A3E-2F9C1F1F1A55"
            })
    void show_uuid_idEvenWhenAFileHasThatName(String uuid) throws Exception {
        fill(FAILED);
        Path file = Files.writeString(Path.of(uuid), TRACE[0]);
        try {
            Run run = Run.of("trace", "show", "--connection-string", store, uuid);

            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.err()).startsWith("osprofiler: no trace " + uuid + " in jdbc:h2:");
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void show_traceOptionWithAnId_usageError() throws Exception {
        fill(TRACE);

        Run run = Run.of("trace", "show", "--trace", OTHER_ID, "--connection-string", store, BASE_ID);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .contains("--trace")
                .contains(BASE_ID + " is no file")
                .hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"show", "list"})
    void read_noDatabase_usageErrorAndNothingIsMade(String command) {
        Path database = folder.resolve("typo/traces");
        List<String> line = new ArrayList<>(
                List.of("trace", command, "--connection-string", "jdbc:h2:file:" + database + ";PASSWORD=secret"));
        if (command.equals("show")) {
            line.add(BASE_ID);
        }

        Run run = Run.of(line.toArray(String[]::new));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).isEqualTo("osprofiler: there is no database jdbc:h2:file:" + database + "\n");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void show_severalTraces_namesThemUnlessOneIsPicked() throws Exception {
        String file = file(Stream.of(TRACE, FAILED).flatMap(Stream::of).toArray(String[]::new))
                .toString();

        Run run = Run.of("trace", "show", file);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .contains(BASE_ID)
                .contains(OTHER_ID)
                .contains("--trace")
                .hasLineCount(1);
        assertThat(Run.of("trace", "show", "--trace", OTHER_ID, file).out()).contains("IOException");
        assertThat(Run.of("trace", "show", "--trace", "x", file).exitCode()).isEqualTo(1);
    }

    @Test
    void show_unreadableLine_leftOutAndNamed() throws Exception {
        Run run = Run.of(
                "trace", "show", file("{\"name\": 1}", TRACE[0], TRACE[3]).toString());

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).contains("line 1").hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "nonsense", "{}"})
    void show_fileWithoutTrace_usageErrorNamesIt(String content) throws Exception {
        Path file = Files.writeString(folder.resolve("x.json"), content);

        Run run = Run.of("trace", "show", file.toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains(file.toString()).hasLineCount(1);
    }

    @Test
    void show_folder_usageError() {
        Run run = Run.of("trace", "show", folder.toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).isEqualToIgnoringCase("osprofiler: cannot read " + folder + ": is a directory\n");
    }

    @Test
    void show_pythonsOptions_ignored() throws Exception {
        String file = file(TRACE).toString();

        assertThat(Run.of("trace", "show", "--local-libs", "--idle-timeout", "3", file))
                .isEqualTo(Run.of("trace", "show", file));
    }

    @Test
    void show_nobodyListens_exit3NamesTheStore() throws Exception {
        String nobody;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = "http://127.0.0.1:" + free.getLocalPort();
        }

        Run run = Run.of("trace", "show", "--connection-string", nobody.replace("//", "//u:secret@"), BASE_ID);

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).isEqualTo("osprofiler: cannot reach " + nobody + ": connection refused\n");
    }

    @ParameterizedTest
    @CsvSource({
        "nonsense, 'allowed are jdbc:h2:FILE and http://HOST:PORT'",
        "gopher://x, 'allowed are jdbc:h2:FILE and http://HOST:PORT'",
        "redis://x, 'not yet in this version; allowed are jdbc:h2:FILE'",
        "messaging://, osprofiler collect",
        "http://, allowed is http://",
        "http://u:secret@h:65536, 'http://h:65536'': a port from 1 to 65535 is allowed'",
        "jdbc:h2:, allowed are jdbc:h2:file:"
    })
    void show_noStore_usageErrorSaysWhatIsAllowed(String connectionString, String expected) {
        Run run = Run.of("trace", "show", "--connection-string", connectionString, BASE_ID);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(expected).doesNotContain("secret").hasLineCount(1);
    }

    @Test
    void list_traces_newestFirst() throws Exception {
        fill(TRACE, FAILED);

        Run table = Run.of("trace", "list", "--connection-string", store);
        Run json = Run.of("trace", "list", "--json", "--limit", "1", "--connection-string", store);

        assertThat(table.exitCode()).isZero();
        assertThat(table.out().lines()).hasSize(3).element(0).asString().startsWith("BASE ID");
        assertThat(table.out()).contains(BASE_ID).contains("error");
        assertThat(JsonReader.forWire().read(json.out()))
                .isEqualTo(List.of(Map.of(
                        "base_id",
                        OTHER_ID,
                        "timestamp",
                        "2026-03-14T09:26:10.000000",
                        "notifications",
                        2L,
                        "error",
                        true)));
    }

    @Test
    void list_idThatSteersTheTerminal_madeVisible() throws Exception {
        fill(new String[] {payload("a-start", "i\\u009b2J\\u202e", "s", "s", "00.000000", "{\"host\":\"h\"}")});

        Run run = Run.of("trace", "list", "--connection-string", store);

        assertThat(run.out())
                .contains("i\\u009b2J\\u202e ")
                .doesNotContain("\u009b")
                .doesNotContain("\u202e");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--error-trace", "--error-trace=true", "--error-trace=1", "--error-trace=True"})
    void list_errors_onlyThose(String option) throws Exception {
        fill(TRACE, FAILED);

        Run run = Run.of("trace", "list", option, "--connection-string", store);

        assertThat(run.out()).contains(OTHER_ID).doesNotContain(BASE_ID);
    }

    @Test
    void list_errorsFalse_all() throws Exception {
        fill(TRACE, FAILED);

        Run run = Run.of("trace", "list", "--error-trace", "false", "--connection-string", store);

        assertThat(run.out()).contains(OTHER_ID).contains(BASE_ID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--limit=0", "--limit=x", "--error-trace=maybe"})
    void list_wrongOption_usageError(String option) {
        Run run = Run.of("trace", "list", option, "--connection-string", store);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(option.substring(0, option.indexOf('='))).hasLineCount(1);
    }

    @ParameterizedTest
    @CsvSource({
        "true, 0, osprofiler: opened (.*)",
        "no-such-browser, 1, 'osprofiler: cannot start no-such-browser to open (.*); open it yourself, or set BROWSER'"
    })
    void open_writesAPage_andNamesIt_alsoWhereNoBrowserIs(String browser, int exitCode, String told)
            throws IOException {
        Run run = Run.withEnvironment(
                Map.of("BROWSER", browser),
                "trace",
                "show",
                "--open",
                file(TRACE).toString());
        assertThat(run.exitCode()).isEqualTo(exitCode);
        Matcher message = Pattern.compile(told).matcher(run.err().strip());
        assertThat(message.matches()).as(run.err()).isTrue();
        Path page = Path.of(message.group(1));
        assertThat(page).content().startsWith("<!DOCTYPE html>");
        Files.delete(page);
    }
}
