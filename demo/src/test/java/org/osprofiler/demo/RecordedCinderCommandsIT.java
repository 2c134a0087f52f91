package org.osprofiler.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.osprofiler.demo.CinderCases.Case;

/** The real client, called as it was for the vectors, prints what it printed then. */
@Tag("peers")
@Tag("vectors")
class RecordedCinderCommandsIT {

    private static final Path CINDER = Path.of("/usr/bin/cinder");
    private static final Pattern TRACE_ID = Pattern.compile("Trace ID: (\\S+)");

    @TempDir
    static Path data;

    private static Demo demo;

    @BeforeAll
    static void start() throws Exception {
        if (!Files.exists(CINDER)) {
            String missing = CINDER + " is missing; peers/install.sh installs it";
            if ("1".equals(System.getenv("OSPROFILER_REQUIRE_PEERS"))) {
                throw new AssertionError(missing);
            }
            abort(missing);
        }
        demo = Demo.start(DemoOptions.defaults()
                .withPort(0)
                .withData(data)
                .withHmacKeys(keys())
                .withConnectionString(spans().toUri().toString()));
    }

    @AfterAll
    static void stop() {
        if (demo != null) {
            demo.close();
        }
    }

    private static Path spans() {
        return data.resolve("spans.jsonl");
    }

    /** What the cases sign with. */
    private static List<String> keys() throws Exception {
        List<String> keys = new ArrayList<>();
        for (Case recorded : cases()) {
            String key = key(recorded);
            if (!key.isEmpty() && !keys.contains(key)) {
                keys.add(key);
            }
        }
        return keys;
    }

    private static String key(Case recorded) {
        List<?> argv = (List<?>) recorded.fields().get("argv");
        int option = argv.indexOf("--profile");
        Object variable = ((Map<?, ?>) recorded.fields().get("env")).get("OS_PROFILE");
        return option >= 0 ? (String) argv.get(option + 1) : variable == null ? "" : (String) variable;
    }

    static List<Case> cases() throws Exception {
        return CinderCases.ofCinder();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void command_printsWhatItPrintedForCinder(Case recorded) throws Exception {
        CinderCases.store(data, recorded);
        Path stdout = data.resolve("stdout");
        Path stderr = data.resolve("stderr");
        ProcessBuilder command = new ProcessBuilder(argv(recorded));
        command.redirectOutput(stdout.toFile()).redirectError(stderr.toFile());
        command.environment().put("PYTHONIOENCODING", "utf-8");
        command.environment().put("LC_ALL", "C.UTF-8");
        ((Map<?, ?>) recorded.fields().get("env"))
                .forEach((name, value) -> command.environment().put((String) name, (String) value));
        Process process = command.start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();

        String printed = Files.readString(stdout);
        assertThat(shape(printed)).as(Files.readString(stderr)).isEqualTo(shape((String)
                recorded.fields().get("stdout")));
        assertThat(lastLine(Files.readString(stderr)))
                .isEqualTo(recorded.fields().get("stderr_last_line"));
        assertThat((long) process.exitValue()).isEqualTo(recorded.fields().get("exit"));
        assertTraced(recorded, printed);
    }

    private static List<String> argv(Case recorded) {
        String port = demo.volumeApiUrl().replaceAll(".*:", "");
        List<String> argv = new ArrayList<>();
        for (Object arg : (List<?>) recorded.fields().get("argv")) {
            argv.add(((String) arg).replace("<port>", port));
        }
        argv.set(0, CINDER.toString());
        return argv;
    }

    /** What a client prints with {@code --profile} is the id of a trace that is there. */
    private static void assertTraced(Case recorded, String printed) throws Exception {
        Matcher traceId = TRACE_ID.matcher(printed);
        assertThat(traceId.find()).isEqualTo(!key(recorded).isEmpty());
        if (!key(recorded).isEmpty()) {
            org.awaitility.Awaitility.await()
                    .until(() -> Files.exists(spans())
                            && Files.readString(spans()).contains("\"base_id\":\"" + traceId.group(1) + "\""));
        }
    }

    /** Without ids, times, widths, and what a volume in the making may show. */
    private static String shape(String printed) {
        return printed.replaceAll("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "<id>")
                .replace("<trace-id>", "<id>")
                .replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+", "<time>")
                .replaceAll("-{3,}", "-")
                .replaceAll(" +", " ")
                .replaceAll("\\| status \\| available", "| status | creating")
                .replaceAll("\\| updated_at \\| <time>", "| updated_at | None");
    }

    private static String lastLine(String text) {
        String[] lines = text.strip().split("\n", -1);
        return lines[lines.length - 1];
    }
}
