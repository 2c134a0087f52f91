package org.osprofiler.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.osprofiler.send.FailureReason;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code osprofiler request}. */
@Command(
        name = "request",
        description = {
            "Sends one HTTP request and has it traced.",
            "The answer's body goes to standard output, the trace's id to standard error. Redirects are not followed."
        },
        footer = "%nExample:%n  osprofiler request --profile KEY -d @volume.json http://127.0.0.1:8776/v3/demo/volumes")
final class RequestCommand implements Callable<Integer> {

    private final Console console;

    @Option(
            names = "--profile",
            paramLabel = "KEY",
            description = "One of the service's hmac_keys. Default: the environment's OS_PROFILE.")
    @Nullable
    String key;

    @Option(names = "-X", paramLabel = "METHOD", description = "Default: GET, or POST with -d.")
    @Nullable
    String method;

    @Option(names = "-H", paramLabel = "HEADER", description = "'NAME: VALUE'; may be given several times.")
    List<String> headers = List.of();

    @Option(
            names = "-d",
            paramLabel = "BODY|@FILE",
            description =
                    "The body; @FILE reads it from a file, @- from standard input. Sent as application/json unless -H"
                            + " says otherwise.")
    @Nullable
    String body;

    @Parameters(paramLabel = "URL", description = "http://… or https://…")
    String url = "";

    RequestCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        ProfiledRequest request = ProfiledRequest.sign(build(), ProfileKey.of(key, "--profile", console));
        boolean sent = true;
        try {
            show(request.send(HttpResponse.BodyHandlers.ofInputStream()));
            return ExitCode.DONE;
        } catch (ProfiledRequest.NotSentException e) {
            sent = false;
            throw e.failure();
        } finally {
            if (sent) { // then there is a trace, also when the answer does not come, or not whole
                TraceHint.write(console.err(), request.baseId());
            }
        }
    }

    private void show(HttpResponse<InputStream> answer) throws IOException {
        if (answer.statusCode() >= 300) {
            console.say("the answer is HTTP " + answer.statusCode()
                    + answer.headers()
                            .firstValue("Location")
                            .map(to -> ", to " + to)
                            .orElse(""));
        }
        try (InputStream body = answer.body()) {
            body.transferTo(console.bytes());
        } catch (StandardOutput.LostException e) {
            throw e;
        } catch (IOException e) {
            throw Failure.unreachable("the answer ended early: " + FailureReason.of(e), e);
        }
    }

    private HttpRequest.Builder build() throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(RequestUrl.parse(url))
                .setHeader("User-Agent", "osprofiler/" + Version.text())
                .setHeader("Accept", "*/*");
        if (body != null) {
            request.setHeader("Content-Type", "application/json");
        }
        int number = 0;
        for (String header : headers) {
            RequestHeader.parse(header, ++number).addTo(request);
        }
        String verb = method != null ? method : body != null ? "POST" : "GET";
        try {
            return request.method(verb, body == null ? BodyPublishers.noBody() : content(body));
        } catch (IllegalArgumentException e) {
            throw Failure.usage("-X: '" + verb + "' is no HTTP method", e);
        }
    }

    private BodyPublisher content(String text) throws IOException {
        if (!text.startsWith("@")) {
            return BodyPublishers.ofString(text);
        }
        if (text.equals("@-")) {
            return BodyPublishers.ofByteArray(console.in().readAllBytes());
        }
        Path file = Path.of(text.substring(1));
        if (Files.isRegularFile(file) && Files.isReadable(file)) {
            return BodyPublishers.ofFile(file);
        }
        try {
            return BodyPublishers.ofByteArray(Files.readAllBytes(file)); // a pipe has no length to ask for
        } catch (IOException e) {
            throw Failure.usage("-d: cannot read " + file + ": " + FailureReason.of(e), e);
        }
    }
}
