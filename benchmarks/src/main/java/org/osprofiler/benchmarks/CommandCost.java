package org.osprofiler.benchmarks;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.osprofiler.report.ReportJson;
import org.osprofiler.report.Trace;

/**
 * How long does {@code osprofiler trace show --json} of {@value #SPANS} spans take as a whole process, beside Python's command?
 *
 * <pre>
 * bin/osprofiler --version
 * ./mvnw -q -pl benchmarks -am package -DskipTests
 * java -cp benchmarks/target/benchmarks.jar org.osprofiler.benchmarks.CommandCost
 * </pre>
 *
 * <p>To be run in the clone's folder. Python's command is {@code $PYTHON_OSPROFILER}, else {@code /usr/bin/osprofiler}. It reads
 * a report, which is the least that it can be asked for: of a store's notifications it would have to make one first. Ours
 * reads that report, and the notifications. By turns, {@value #RUNS} times each after the first; medians.
 */
public final class CommandCost {

    private static final int SPANS = 1_000;
    private static final int RUNS = 15;

    private CommandCost() {}

    /** Prints the figures. */
    public static void main(String[] args) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("osprofiler-");
        Path notifications = folder.resolve("notifications.jsonl");
        Path report = folder.resolve("report.json");
        Path out = folder.resolve("out.json");
        try {
            SampleTrace.writeTo(notifications, SPANS);
            try (Writer writer = Files.newBufferedWriter(report)) {
                ReportJson.write(Trace.of(SampleTrace.notifications(SPANS)), writer);
            }
            String python = System.getenv().getOrDefault("PYTHON_OSPROFILER", "/usr/bin/osprofiler");
            Map<String, List<String>> commands = new LinkedHashMap<>();
            commands.put("ours, of notifications", show("bin/osprofiler", notifications, out));
            commands.put("ours, of a report", show("bin/osprofiler", report, out));
            commands.put("Python's, of a report", show(python, report, out));
            measure(commands);
        } finally {
            for (Path file : List.of(notifications, report, out, folder)) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static List<String> show(String command, Path file, Path out) {
        // Python's wants a store to be named, whatever it reads.
        return List.of(
                command,
                "trace",
                "show",
                "--connection-string",
                "http://127.0.0.1:8777",
                "--json",
                "--out",
                out.toString(),
                file.toString());
    }

    private static void measure(Map<String, List<String>> commands) throws IOException, InterruptedException {
        Map<String, double[]> millis = new LinkedHashMap<>();
        for (int run = -1; run < RUNS; run++) {
            for (Map.Entry<String, List<String>> command : commands.entrySet()) {
                double took = run(command.getValue());
                if (run >= 0) {
                    millis.computeIfAbsent(command.getKey(), name -> new double[RUNS])[run] = took;
                }
            }
        }
        millis.forEach((name, all) -> {
            Arrays.sort(all);
            System.out.printf("%-24s %6.0f ms%n", name, all[RUNS / 2]);
        });
    }

    private static double run(List<String> command) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        int exitCode = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (exitCode != 0) {
            throw new IOException(command.get(0) + " ended with " + exitCode);
        }
        return (System.nanoTime() - begun) / 1e6;
    }
}
