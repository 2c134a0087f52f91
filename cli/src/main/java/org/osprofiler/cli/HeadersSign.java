package org.osprofiler.cli;

import java.io.IOException;
import java.io.Writer;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.osprofiler.wire.JsonWriter;
import org.osprofiler.wire.SignedHeaders;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code osprofiler headers sign}. */
@Command(
        name = "sign",
        description = "Prints X-Trace-Info and X-Trace-HMAC, one a line.",
        footer = "%nExample:%n  osprofiler headers sign --key KEY | curl -H @- http://127.0.0.1:8776/v3/demo/volumes")
final class HeadersSign implements Callable<Integer> {

    private final Console console;

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description = "One of the service's hmac_keys. Default: the environment's OS_PROFILE.")
    @Nullable
    String key;

    @Option(names = "--base-id", paramLabel = "ID", description = "The trace's id. Default: a new one.")
    @Nullable
    String baseId;

    @Option(
            names = "--parent-id",
            paramLabel = "ID",
            description = "The span under which the request belongs. Default: the trace's id.")
    @Nullable
    String parentId;

    @Option(names = "--json", description = "Print one JSON object instead.")
    boolean json;

    HeadersSign(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        String base = baseId == null ? UUID.randomUUID().toString() : baseId;
        SignedHeaders headers =
                SignedHeaders.sign(base, parentId == null ? base : parentId, ProfileKey.of(key, "--key", console));
        Writer out = console.out();
        if (json) {
            JsonWriter writer = new JsonWriter(JsonWriter.Style.PYTHON, out);
            writer.beginObject();
            headers.inject(writer::field);
            writer.endObject().flush();
            out.write('\n');
        } else {
            headers.inject((name, value) -> out.write(name + ": " + value + "\n"));
        }
        return ExitCode.DONE;
    }
}
