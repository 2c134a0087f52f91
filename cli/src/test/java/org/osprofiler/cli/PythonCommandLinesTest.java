package org.osprofiler.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
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
import org.osprofiler.wire.PythonText;

/**
 * Command lines of Python's {@code osprofiler} that are to do the same here: {@code cli} of {@code vectors/report.json}. Where
 * they read Redis, ours reads H2 with the same notifications. Where Python succeeds ours prints the same bytes; where it fails
 * ours fails too, with its own message and code.
 */
class PythonCommandLinesTest {

    private static final String REDIS = "redis://127.0.0.1:<port>";

    private static final Set<String> FORMATS = Set.of("--json", "--html", "--dot");
    private static final Set<String> WITH_VALUE = Set.of("--connection-string", "--out", "--error-trace");

    /** Command lines that mean something else here, by what is in them: such a one is not run, for the reason beside it. */
    private static final Map<String, Predicate<CommandLine>> LEFT_OUT = leftOut();

    private static Map<String, Predicate<CommandLine>> leftOut() {
        Map<String, Predicate<CommandLine>> reasons = new LinkedHashMap<>();
        reasons.put("our version is another one", line -> line.args().contains("--version"));
        reasons.put(
                "ours has a default, a collector on this machine, and asks for none to read a file",
                line -> line.reads() && line.connectionString().isEmpty());
        reasons.put("ours has a default format", line -> line.shows() && line.formats() == 0);
        reasons.put("ours refuses two formats, see TraceShowTest", line -> line.shows() && line.formats() > 1);
        reasons.put(
                "no Redis yet",
                line -> line.reads()
                        && !line.connectionString().equals(REDIS)
                        && PythonText.strip(line.connectionString())
                                .toLowerCase(Locale.ROOT)
                                .startsWith("redis:"));
        reasons.put("a layout of Redis's", line -> line.shows() && line.withKeys());
        reasons.put(
                "ours prints another table, and --error-trace needs no value, see TraceShowTest",
                line -> line.lists() && line.connectionString().equals(REDIS));
        return reasons;
    }

    record CommandLine(
            String name,
            List<String> args,
            Map<?, ?> environment,
            @Nullable String file,
            boolean withKeys,
            @Nullable Object stored,
            Map<?, ?> observed,
            @Nullable String outFile) {

        static CommandLine of(Map<?, ?> vector) {
            return new CommandLine(
                    String.valueOf(vector.get("name")),
                    ((List<?>) vector.get("args")).stream().map(String::valueOf).toList(),
                    vector.get("env") instanceof Map<?, ?> env ? env : Map.of(),
                    (String) vector.get("file"),
                    vector.containsKey("keys"),
                    vector.get("stored"),
                    (Map<?, ?>) vector.get("observed"),
                    (String) vector.get("out_file"));
        }

        boolean shows() {
            return args.size() > 1 && args.subList(0, 2).equals(List.of("trace", "show")) && hasTrace();
        }

        boolean lists() {
            return args.size() > 1 && args.subList(0, 2).equals(List.of("trace", "list"));
        }

        boolean reads() {
            return shows() || lists();
        }

        private boolean hasTrace() {
            for (int i = 2; i < args.size(); i++) {
                if (WITH_VALUE.contains(args.get(i))) {
                    i++;
                } else if (!args.get(i).startsWith("--")) {
                    return true;
                }
            }
            return false;
        }

        long formats() {
            return args.stream().filter(FORMATS::contains).count();
        }

        /** Empty when there is none. */
        String connectionString() {
            int option = args.indexOf("--connection-string");
            return option >= 0 && option + 1 < args.size()
                    ? args.get(option + 1)
                    : String.valueOf(Objects.requireNonNullElse(environment.get("OSPROFILER_CONNECTION_STRING"), ""));
        }

        boolean isLeftOut() {
            return LEFT_OUT.values().stream().anyMatch(rule -> rule.test(this));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    @TempDir
    Path folder;

    @Tag("vectors")
    @ParameterizedTest(name = "{0}")
    @MethodSource("compared")
    void run_asPython(CommandLine line) throws Exception {
        String store = "jdbc:h2:file:" + folder.resolve("store");
        fill(store, line);
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
        assertThat(LEFT_OUT)
                .allSatisfy((reason, rule) -> assertThat(lines).as(reason).anyMatch(rule));
    }

    static Stream<CommandLine> compared() throws IOException, MalformedJsonException {
        return lines().stream().filter(line -> !line.isLeftOut());
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

    /** What it reads, or what all read that do not say, the newest notification first: so Python reads from Redis. */
    private static void fill(String store, CommandLine line) throws Exception {
        Object own = line.stored();
        List<?> stored = (List<?>)
                (own != null
                        ? own
                        : lines().stream()
                                .filter(CommandLine::shows)
                                .map(CommandLine::stored)
                                .filter(Objects::nonNull)
                                .findFirst()
                                .orElseThrow());
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
