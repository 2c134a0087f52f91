package org.osprofiler.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osprofiler.report.NotificationFile;
import org.osprofiler.report.Trace;
import org.osprofiler.report.TraceSpan;

class DemoIT {

    private static final Path COMMAND = Script.ROOT.resolve("bin/osprofiler");
    private static final Map<String, String> NO_BUILD = Map.of("OSPROFILER_BUILD", "never");

    @TempDir
    Path folder;

    @Test
    void demo_once_writesOneCompleteTrace() throws Exception {
        Run run = Script.run(
                COMMAND, folder, NO_BUILD, "demo", "--once", "--out", "a trace", "--port", "0", "--api-port", "0");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .matches("(?s)READY volume-api http://127\\.0\\.0\\.1:\\d+ api http://127\\.0\\.0\\.1:\\d+\n"
                        + "\\+-.*\\| name +\\| test-profile-5 +\\|\n.*\\| size +\\| 5 .*-\\+\n"
                        + "Trace ID: ([0-9a-f-]{36})\nTo display trace use next command:\n"
                        + "osprofiler trace show --html \\1\n");
        assertThat(run.err()).doesNotContain("\tat ");

        Path notifications = folder.resolve("a trace/notifications.jsonl");
        Trace trace = Trace.of(NotificationFile.read(notifications, null).notifications());
        assertThat(run.out()).contains("Trace ID: " + trace.baseId());
        assertThat(trace.roots()).hasSize(1);
        TraceSpan root = trace.roots().get(0);
        assertThat(root.name()).isEqualTo("wsgi");
        assertThat(root.service()).isEqualTo("volume-api");
        assertThat(trace.spans()).allMatch(span -> span.hasStart() && span.hasStop());
        assertThat(trace.spans()).anyMatch(span -> span.name().equals("db"));
        assertThat(trace.spans()).anyMatch(span -> "volume-manager".equals(span.service()));
        assertThat(folder.resolve("a trace/trace.json"))
                .hasContent(Run.of("trace", "show", "--json", notifications.toString())
                        .out());
        assertThat(folder.resolve("a trace/trace.html")).content().contains("volume-manager");
    }

    @Test
    void demo_servesUntilSigterm_tracesAreKept() throws Exception {
        Path err = folder.resolve("err.txt");
        Process process = Script.builder(
                        COMMAND, folder, NO_BUILD, "demo", "--port", "0", "--api-port", "0", "--data", "my data")
                .redirectError(err.toFile())
                .start();
        String baseId;
        try (BufferedReader out = process.inputReader()) {
            List<String> lines = linesUntilHint(out, err);
            String ready = lines.get(0);
            String api = ready.substring(ready.lastIndexOf(' ') + 1);
            String volumes = ready.split(" ", -1)[2] + "/v3/demo/volumes/detail";
            Run request = Run.of("request", "--profile", "SECRET_KEY", volumes);
            assertThat(request.err()).startsWith("Trace ID: ");
            baseId = request.err().lines().findFirst().orElseThrow().replace("Trace ID: ", "");
            process.toHandle().destroy(); // Process.destroy() would close its streams as well
            assertThat(process.waitFor(40, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as(Files.readString(err)).isZero();
            assertThat(Run.of("trace", "list", "--connection-string", api).exitCode())
                    .isEqualTo(3);
        } finally {
            process.destroyForcibly();
        }
        String store = "jdbc:h2:file:" + folder.resolve("my data/traces");
        Run list = Run.of("trace", "list", "--connection-string", store);
        assertThat(list.out().lines()).hasSize(3);
        Run show = Run.of("trace", "show", "--text", "--connection-string", store, baseId);
        assertThat(show.out()).as(show.err()).contains("GET /v3/demo/volumes").doesNotContain("unfinished");
    }

    private static List<String> linesUntilHint(BufferedReader out, Path err) throws IOException {
        List<String> lines = new ArrayList<>();
        while (lines.isEmpty() || !lines.get(lines.size() - 1).startsWith("osprofiler trace show")) {
            String line = out.readLine();
            assertThat(line).as(Files.readString(err)).isNotNull();
            lines.add(line);
        }
        return lines;
    }

    @Test
    void demo_outWithoutOnce_usageError() {
        Run run = Run.of("demo", "--out", "x");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).isEqualTo("osprofiler: --out goes with --once\n");
    }

    @Test
    void demo_brokerUnreachable_exit3NamesIt() throws Exception {
        String nobody;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = "127.0.0.1:" + free.getLocalPort();
        }

        Run run = Run.of("demo", "--port=0", "--no-collector", "--broker", "tcp://u:secret@" + nobody);

        assertThat(run.exitCode()).as(run.err()).isEqualTo(3);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .contains("osprofiler: the broker tcp://" + nobody + " cannot be reached: ")
                .doesNotContain("secret")
                .doesNotContain("Exception");
    }

    @Test
    void demo_dataIsNoFolder_usageErrorNamesIt() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");

        Run isFile = Run.of("demo", "--port=0", "--api-port=0", "--data", file.toString());
        Run belowFile = Run.of(
                "demo",
                "--port=0",
                "--api-port=0",
                "--data",
                file.resolve("below").toString());

        assertThat(isFile.exitCode()).isEqualTo(2);
        assertThat(isFile.err())
                .isEqualTo("osprofiler: --data: cannot make the folder " + file + ": a file is in its place\n");
        assertThat(belowFile.exitCode()).isEqualTo(2);
        assertThat(belowFile.err())
                .startsWith("osprofiler: --data: cannot make the folder " + file.resolve("below") + ": ")
                .hasLineCount(1);
    }

    @Test
    void demo_onceTraceGoesElsewhere_saidAndNotWaitedFor() {
        Path elsewhere = folder.resolve("elsewhere.jsonl");

        Run run = Run.of("demo", "--once", "--port=0", "--api-port=0", "--connection-string", "file://" + elsewhere);

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("Trace ID: ");
        assertThat(run.err())
                .contains("osprofiler: notifications go to file://" + elsewhere)
                .contains("not waited for");
        assertThat(elsewhere).content().contains("\"wsgi-stop\"");
    }

    @Test
    void demo_onceProfilingIsOff_outRefused() throws Exception {
        Path conf = Files.writeString(folder.resolve("x.conf"), "[profiler]\nenabled = no\n");
        Path out = folder.resolve("out");

        Run run = Run.of(
                "demo", "--once", "--port=0", "--api-port=0", "--conf", conf.toString(), "--out", out.toString());

        assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("osprofiler: --out: there will be no trace to write: profiling is not enabled");
        assertThat(out).doesNotExist();
    }

    @Test
    void demo_noCollectorWithoutBroker_usageError() {
        Run run = Run.of("demo", "--no-collector", "--port=0");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--broker").hasLineCount(1);
    }

    @Test
    void demo_wrongConfiguration_namesFileAndLine() throws Exception {
        Path ini = Files.writeString(
                folder.resolve("x.ini"),
                "[filter:osprofiler]\npaste.filter_factory = osprofiler.web:WsgiMiddleware.factory\nenabled = perhaps\n");

        Run run = Run.of("demo", "--port=0", "--api-port=0", "--paste", ini.toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(ini + ":3: ");
    }

    @Test
    void demo_portTaken_usageErrorNamesIt() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Run run = Run.of("demo", "--port=0", "--api-port=" + taken.getLocalPort());

            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err()).contains(Integer.toString(taken.getLocalPort()));
        }
    }
}
