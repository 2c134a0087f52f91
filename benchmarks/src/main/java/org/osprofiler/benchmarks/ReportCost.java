package org.osprofiler.benchmarks;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.osprofiler.report.ReportJson;
import org.osprofiler.report.Trace;
import org.osprofiler.report.page.HtmlPage;
import org.osprofiler.wire.Notification;

/**
 * What does a report cost, beside Python's OSProfiler, and does its cost grow with its spans only?
 *
 * <pre>
 * ./mvnw -q -pl benchmarks -am package -DskipTests
 * java -Xmx1500m -cp benchmarks/target/benchmarks.jar org.osprofiler.benchmarks.ReportCost
 * java -Xmx1500m -cp benchmarks/target/benchmarks.jar org.osprofiler.benchmarks.ReportCost 1000 10000 100000 1000000
 * </pre>
 *
 * <p>The first takes about a minute. Python is {@code $PYTHON}, else {@code /usr/bin/python3}, and must have osprofiler.
 *
 * <p>Beside Python: from {@value #BESIDE_PYTHON} spans' notifications, parsed and in memory, to the report's JSON printed
 * where nobody reads it; so in Python {@code _append_results} of each, {@code _parse_results}, and {@code json.dumps} and
 * {@code print} as its command calls them. Then for each number of spans: how much of the heap notifications and trace take,
 * how long assembling takes with printing JSON into a file, and with printing the page into one (at a million some 2 GB, in the
 * system's folder for temporary files), and how large the page is. All times are medians, within processes that run already:
 * the start is not in them.
 */
public final class ReportCost {

    private static final int BESIDE_PYTHON = 10_000;
    private static final int RUNS_TO_WARM_UP = 100;
    private static final int[] QUICK = {1_000, 10_000, 100_000};

    private ReportCost() {}

    /**
     * Prints the figures.
     *
     * @param args numbers of spans
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        besidePython();
        System.out.printf(
                "%n%9s %11s %11s %11s %11s %11s%n",
                "spans", "heap MB", "JSON ms", "page ms", "page/JSON", "page B/span");
        for (int spans : args.length == 0
                ? QUICK
                : Arrays.stream(args).mapToInt(Integer::parseInt).toArray()) {
            bySize(spans);
        }
    }

    private static void besidePython() throws IOException, InterruptedException {
        List<Notification> notifications = SampleTrace.notifications(BESIDE_PYTHON);
        double ours = medianMillis(RUNS_TO_WARM_UP, 40, () -> ReportJson.write(Trace.of(notifications), nowhere()));
        double python = PythonReportCost.millis(BESIDE_PYTHON);
        System.out.printf(
                "JSON of %d spans: OSProfiler for Jakarta EE %.0f ms, Python's OSProfiler %.0f ms: %.1f times faster%n",
                BESIDE_PYTHON, ours, python, python / ours);
    }

    private static void bySize(int spans) throws IOException {
        long before = usedHeap();
        List<Notification> notifications = SampleTrace.notifications(spans);
        double heap = (usedHeapWith(Trace.of(notifications)) - before) / 1e6;
        int warmUps = Math.max(1, Math.min(RUNS_TO_WARM_UP, 300_000 / spans));
        int runs = Math.max(3, Math.min(20, 1_000_000 / spans));
        Path file = Files.createTempFile("osprofiler-", "");
        try {
            double json = medianMillis(warmUps, runs, () -> {
                try (Writer out = Files.newBufferedWriter(file)) {
                    ReportJson.write(Trace.of(notifications), out);
                }
            });
            double page = medianMillis(warmUps, runs, () -> {
                try (Writer out = Files.newBufferedWriter(file)) {
                    HtmlPage.write(Trace.of(notifications), out);
                }
            });
            double octets = (double) Files.size(file) / spans;
            System.out.printf("%9d %11.0f %11.0f %11.0f %11.2f %11.1f%n", spans, heap, json, page, page / json, octets);
        } finally {
            Files.delete(file);
        }
    }

    private static Writer nowhere() {
        return new OutputStreamWriter(OutputStream.nullOutputStream(), StandardCharsets.UTF_8);
    }

    private interface Work {
        void run() throws IOException;
    }

    private static double medianMillis(int warmUps, int runs, Work work) throws IOException {
        for (int i = 0; i < warmUps; i++) {
            work.run();
        }
        double[] millis = new double[runs];
        for (int i = 0; i < runs; i++) {
            long begun = System.nanoTime();
            work.run();
            millis[i] = (System.nanoTime() - begun) / 1e6;
        }
        Arrays.sort(millis);
        return millis[runs / 2];
    }

    private static long usedHeapWith(Object kept) {
        try {
            return usedHeap();
        } finally {
            Reference.reachabilityFence(kept);
        }
    }

    private static long usedHeap() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
