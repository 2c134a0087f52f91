package org.osprofiler.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.osprofiler.store.StoredNotification;
import org.osprofiler.store.TraceStore;
import org.osprofiler.store.TraceStores;
import org.osprofiler.testkit.Vectors;
import org.osprofiler.wire.JsonWriter;
import org.osprofiler.wire.MalformedJsonException;
import org.osprofiler.wire.Notification;

/**
 * Command lines of Python's {@code osprofiler} that are to do the same here: {@code cli} of {@code vectors/report.json}. Where
 * they read Redis, ours reads H2 with the same notifications. Where Python succeeds ours prints the same bytes; where it fails
 * ours fails too, with its own message and code.
 */
@Tag("vectors")
class PythonCommandLinesTest {

    private static final String REDIS = "redis://127.0.0.1:<port>";

    /** Cases whose names begin so are not run, for the reason beside it. */
    private static final Map<String, String> LEFT_OUT = leftOut();

    private static Map<String, String> leftOut() {
        Map<String, String> reasons = new LinkedHashMap<>();
        reasons.put("version", "our version is another one");
        reasons.put("show without connection string", "ours has a default, a collector on this machine");
        reasons.put("show with an empty connection string", "the same default");
        reasons.put("show from file without connection string", "ours does not ask for one to read a file");
        reasons.put("list without connection string", "the same default");
        reasons.put("show without a format", "ours has a default format");
        reasons.put("json and dot together", "ours refuses it, see TraceShowTest");
        reasons.put("connection string redis", "no Redis yet");
        reasons.put("connection string  redis", "no Redis yet");
        reasons.put("connection string REDIS", "no Redis yet");
        reasons.put("list when a trace has one notification only", "Python fails, ours lists it");
        reasons.put("list of", "ours prints another table, see TraceShowTest");
        reasons.put("list errors", "the same table");
        reasons.put("list, connection refused", "no Redis yet");
        reasons.put("show of the old layout", "a layout of Redis's");
        return reasons;
    }

    record CommandLine(
            String name,
            List<String> args,
            Map<?, ?> environment,
            @Nullable String file,
            Map<?, ?> observed,
            @Nullable String outFile) {

        static CommandLine of(Map<?, ?> vector) {
            return new CommandLine(
                    String.valueOf(vector.get("name")),
                    ((List<?>) vector.get("args")).stream().map(String::valueOf).toList(),
                    vector.get("env") instanceof Map<?, ?> env ? env : Map.of(),
                    (String) vector.get("file"),
                    (Map<?, ?>) vector.get("observed"),
                    (String) vector.get("out_file"));
        }

        /** Why it is not run; empty when it is. */
        String reason() {
            return LEFT_OUT.entrySet().stream()
                    .filter(reason -> name.startsWith(reason.getKey()))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse("");
        }

        @Override
        public String toString() {
            return name;
        }
    }

    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0}")
    @MethodSource("compared")
    void run_asPython(CommandLine line) throws Exception {
        String store = "jdbc:h2:file:" + folder.resolve("store");
        fill(store);
        writeFile(line);
        String[] args = line.args().stream().map(arg -> here(arg, store)).toArray(String[]::new);
        Map<String, String> environment = new LinkedHashMap<>();
        line.environment().forEach((name, value) -> environment.put((String) name, here((String) value, store)));

        Run run = Run.withEnvironment(environment, args);

        if (Objects.equals(line.observed().get("exit"), 0L)) {
            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(run.out()).isEqualTo(line.observed().get("stdout"));
            if (line.outFile() != null) {
                assertThat(Files.readString(folder.resolve("o.json"))).isEqualTo(line.outFile());
            }
        } else {
            assertThat(run.exitCode()).isIn(1, 2);
            assertThat(run.out()).isEmpty();
            assertThat(run.err()).startsWith("osprofiler: ").hasLineCount(1);
        }
    }

    /** A reason without a case hides nothing, and misleads. */
    @Test
    void leftOut_everyReasonHasACase() throws Exception {
        List<CommandLine> lines = lines();
        assertThat(LEFT_OUT.keySet())
                .allSatisfy(
                        begin -> assertThat(lines).anyMatch(line -> line.name().startsWith(begin)));
    }

    static Stream<CommandLine> compared() throws IOException, MalformedJsonException {
        return lines().stream().filter(line -> line.reason().isEmpty());
    }

    private static List<CommandLine> lines() throws IOException, MalformedJsonException {
        return vectors().stream().map(CommandLine::of).toList();
    }

    private static List<Map<String, Object>> vectors() {
        return Vectors.cases("report.json", "cli");
    }

    /** Of relative names of files, and of Redis, their places in this test. */
    private String here(String arg, String store) {
        boolean relative = arg.endsWith(".json") && !arg.startsWith("-");
        return relative ? folder.resolve(arg).toString() : arg.replace(REDIS, store);
    }

    /** The file that it reads; where it gives none but names report.json, that is the one of another case. */
    private void writeFile(CommandLine line) throws Exception {
        String content = line.file();
        if (content == null && line.args().contains("report.json")) {
            content = lines().stream()
                    .filter(other -> other.args().contains("report.json") && other.file() != null)
                    .map(CommandLine::file)
                    .findFirst()
                    .orElseThrow();
        }
        if (content != null) {
            String name = line.args().stream()
                    .filter(arg -> arg.endsWith(".json"))
                    .findFirst()
                    .orElseThrow();
            Files.writeString(folder.resolve(name), content);
        }
    }

    /** The trace that those with an id ask for, the newest notification first: so Python reads from Redis. */
    private static void fill(String store) throws Exception {
        List<?> stored = vectors().stream()
                .filter(vector -> "show without a format".equals(vector.get("name")))
                .map(vector -> (List<?>) vector.get("stored"))
                .findFirst()
                .orElseThrow();
        List<Object> newestFirst = new ArrayList<>(stored);
        Collections.reverse(newestFirst);
        List<StoredNotification> batch = new ArrayList<>();
        for (Object payload : newestFirst) {
            Notification notification = Notification.parse(JsonWriter.toText(payload, JsonWriter.Style.COMPACT));
            batch.add(new StoredNotification(
                    notification, "message-" + batch.size(), "h", "profiler.x", notification.timestamp()));
        }
        try (TraceStore open = TraceStores.open(store)) {
            open.store(batch);
        }
    }
}
