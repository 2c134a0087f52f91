package org.osprofiler.cli;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.osprofiler.report.Printable;
import org.osprofiler.store.TraceQuery;
import org.osprofiler.store.TraceSummary;
import org.osprofiler.wire.JsonWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code osprofiler trace list}. */
@Command(name = "list", description = "Lists the traces of a store, the newest first.")
final class TraceList implements Callable<Integer> {

    private final Console console;

    @Mixin
    StoreOption store = new StoreOption();

    @Option(
            names = "--error-trace",
            arity = "0..1",
            paramLabel = "BOOL",
            defaultValue = "false",
            fallbackValue = "true",
            description = "Only traces with an exception.")
    String errorsOnly = "false";

    @Option(names = "--json", description = "Print a list of JSON objects instead of a table.")
    boolean json;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "100",
            description = "At most so many. Default: ${DEFAULT-VALUE}.")
    int limit = 100;

    TraceList(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        if (limit < 1) {
            throw Failure.usage("--limit " + limit + ": a whole number from 1 is allowed");
        }
        TraceQuery query = new TraceQuery(isTrue(errorsOnly), limit);
        List<TraceSummary> traces = store.read(console, open -> open.traces(query));
        if (json) {
            printJson(traces);
        } else {
            printTable(traces);
        }
        return ExitCode.DONE;
    }

    /** Python's option takes True and False; oslo's other spellings are understood as well. */
    private static boolean isTrue(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "yes", "on", "1" -> true;
            case "false", "no", "off", "0", "" -> false;
            default -> throw Failure.usage("--error-trace=" + text + ": true and false are allowed");
        };
    }

    private void printJson(List<TraceSummary> traces) throws IOException {
        JsonWriter writer = new JsonWriter(JsonWriter.Style.REPORT, console.out()).beginArray();
        for (TraceSummary trace : traces) {
            writer.beginObject()
                    .field(TraceSummary.BASE_ID, trace.baseId())
                    .field(TraceSummary.TIMESTAMP, trace.timestamp())
                    .field(TraceSummary.NOTIFICATIONS, trace.notifications());
            writer.name(TraceSummary.ERROR).value(trace.error());
            writer.endObject();
        }
        writer.endArray().flush();
        console.out().write('\n');
    }

    private void printTable(List<TraceSummary> traces) throws IOException {
        Writer out = console.out();
        out.write(row("BASE ID", "TIMESTAMP", "NOTIFICATIONS", ""));
        for (TraceSummary trace : traces) {
            out.write(row(
                    trace.baseId(),
                    trace.timestamp(),
                    Long.toString(trace.notifications()),
                    trace.error() ? "error" : ""));
        }
    }

    /** Ids come from outside: nothing in them may steer the terminal. */
    private static String row(String baseId, String timestamp, String notifications, String error) {
        return String.format(
                                Locale.ROOT,
                                "%-36s  %-26s  %13s  %s",
                                Printable.of(baseId),
                                Printable.of(timestamp),
                                notifications,
                                error)
                        .stripTrailing()
                + "\n";
    }
}
