package org.osprofiler.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import org.osprofiler.Limits;
import org.osprofiler.wire.HeaderVerifier;
import org.osprofiler.wire.HmacKey;
import org.osprofiler.wire.JsonWriter;
import org.osprofiler.wire.Notification;
import org.osprofiler.wire.Verdict;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code osprofiler headers verify}: what a service with these keys makes of the two headers. */
@Command(
        name = "verify",
        description = {
            "Tells whether a service with these keys would trace a request with these headers.",
            "Exit code 0 and a line of JSON when it would, 1 when not."
        })
final class HeadersVerify implements Callable<Integer> {

    private static final String STDIN = "-";

    private final Console console;

    @Option(
            names = "--keys",
            required = true,
            paramLabel = "K1,K2",
            description = "The accepted keys, as in hmac_keys.")
    String keys = "";

    @Option(
            names = "--info",
            required = true,
            paramLabel = "TEXT",
            description = "The value of X-Trace-Info; - reads it from standard input.")
    String info = "";

    @Option(
            names = "--hmac",
            required = true,
            paramLabel = "TEXT",
            description =
                    "The value of X-Trace-HMAC; - reads it from standard input. Both -: X-Trace-Info is the first line.")
    String hmac = "";

    HeadersVerify(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        readStandardInput();
        List<HmacKey> accepted = HmacKey.split(keys).stream().map(HmacKey::of).toList();
        if (accepted.isEmpty()) {
            throw Failure.failed("not accepted: --keys names no key; give one or more, separated by commas");
        }
        Verdict verdict = new HeaderVerifier(accepted, Limits.DEFAULTS.maxHeaderLength()).verify(info, hmac);
        if (verdict instanceof Verdict.Accepted request) {
            print(request);
            return ExitCode.DONE;
        }
        throw Failure.failed("not accepted: " + ((Verdict.Rejected) verdict).reason());
    }

    private void readStandardInput() throws IOException {
        boolean readInfo = info.equals(STDIN);
        boolean readHmac = hmac.equals(STDIN);
        if (!readInfo && !readHmac) {
            return;
        }
        // Not beyond what a header may have: a longer one is not accepted anyway.
        byte[] bytes = console.in().readNBytes(4 * Limits.DEFAULTS.maxHeaderLength() + 1024);
        String text = new String(bytes, StandardCharsets.UTF_8).replaceFirst("\\r?\\n\\z", "");
        if (readInfo && readHmac) {
            int end = text.indexOf('\n');
            info = end < 0 ? text : text.substring(0, end).replaceFirst("\\r\\z", "");
            hmac = end < 0 ? "" : text.substring(end + 1);
        } else if (readInfo) {
            info = text;
        } else {
            hmac = text;
        }
    }

    private void print(Verdict.Accepted request) throws IOException {
        new JsonWriter(JsonWriter.Style.PYTHON, console.out())
                .beginObject()
                .field(Notification.BASE_ID, request.baseId())
                .field(Notification.PARENT_ID, request.parentId())
                .field("key_index", request.keyIndex())
                .endObject()
                .flush();
        console.out().write('\n');
    }
}
