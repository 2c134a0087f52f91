package org.osprofiler.it.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.osprofiler.it.Command;
import org.osprofiler.report.ReportJson;
import org.osprofiler.report.Trace;
import org.osprofiler.wire.Notification;

/** The report of the same notifications, in the same order, by two tools; without white space around it. */
final class Reports {

    private Reports() {}

    static String ours(List<Notification> notifications) throws IOException {
        StringWriter report = new StringWriter();
        ReportJson.write(Trace.of(notifications), report);
        return report.toString().strip();
    }

    static String python(List<Notification> notifications) throws Exception {
        Command.Result python = Command.run(
                notifications.stream().map(Notification::toJson).collect(Collectors.joining("\n", "", "\n")),
                Map.of(),
                List.of(Peers.PYTHON, "src/test/python/report.py"));
        assertThat(python.exit()).as(python.stderr()).isZero();
        return python.stdout().strip();
    }
}
