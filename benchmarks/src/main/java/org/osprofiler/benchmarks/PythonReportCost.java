package org.osprofiler.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** Python's OSProfiler on the same notifications, timed by {@code report_cost.py} within its process. */
final class PythonReportCost {

    private PythonReportCost() {}

    /** The median time of a report, without the start of Python and without reading the notifications. */
    static double millis(int spans) throws IOException, InterruptedException {
        Path notifications = Files.createTempFile("osprofiler-", ".jsonl");
        try (InputStream script = PythonReportCost.class.getResourceAsStream("report_cost.py")) {
            SampleTrace.writeTo(notifications, spans);
            Process python = new ProcessBuilder(python(), "-", notifications.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            Objects.requireNonNull(script).transferTo(python.getOutputStream());
            python.getOutputStream().close();
            String printed = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (python.waitFor() != 0) {
                throw new IOException(python() + " failed; Python's osprofiler must be installed there");
            }
            return Double.parseDouble(printed.strip());
        } finally {
            Files.delete(notifications);
        }
    }

    private static String python() {
        return System.getenv().getOrDefault("PYTHON", "/usr/bin/python3");
    }
}
