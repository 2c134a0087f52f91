package org.osprofiler.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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

    /** Host and the like may be set by -H; the HTTP client reads this once. */
    private static final String RESTRICTED_HEADERS = "jdk.httpclient.allowRestrictedHeaders";

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
        System.setProperty(RESTRICTED_HEADERS, "host,connection,content-length,expect,upgrade");
        ProfiledRequest request = ProfiledRequest.sign(build(), ProfileKey.of(key, "--profile", console));
        HttpResponse<InputStream> answer = request.send(HttpResponse.BodyHandlers.ofInputStream());
        if (answer.statusCode() >= 300) {
            console.say("the answer is HTTP " + answer.statusCode()
                    + answer.headers()
                            .firstValue("Location")
                            .map(to -> ", to " + to)
                            .orElse(""));
        }
        copy(answer.body());
        TraceHint.write(console.err(), request.baseId());
        return ExitCode.DONE;
    }

    private void copy(InputStream body) throws IOException {
        try (body) {
            body.transferTo(console.bytes());
        } catch (StandardOutput.LostException e) {
            throw e;
        } catch (IOException e) {
            throw Failure.unreachable("the answer ended early: " + e.getMessage(), e);
        }
    }

    private HttpRequest.Builder build() throws IOException {
        HttpRequest.Builder request = builder()
                .setHeader("User-Agent", "osprofiler/" + Version.text())
                .setHeader("Accept", "*/*");
        if (body != null) {
            request.setHeader("Content-Type", "application/json");
        }
        for (String header : headers) {
            addHeader(request, header);
        }
        String verb = method != null ? method : body != null ? "POST" : "GET";
        try {
            return request.method(verb, body == null ? BodyPublishers.noBody() : content(body));
        } catch (IllegalArgumentException e) {
            throw Failure.usage("-X: '" + verb + "' is no HTTP method", e);
        }
    }

    private HttpRequest.Builder builder() {
        try {
            URI uri = new URI(url);
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            if (!scheme.equals("http") && !scheme.equals("https") || uri.getHost() == null) {
                throw Failure.usage("'" + url + "' is no URL; it begins with http://HOST or https://HOST");
            }
            return HttpRequest.newBuilder(uri);
        } catch (URISyntaxException e) {
            throw Failure.usage(
                    "'" + url + "' is no URL: " + e.getReason() + " at character " + (e.getIndex() + 1)
                            + "; write other characters than letters and digits as %XX",
                    e);
        }
    }

    private static void addHeader(HttpRequest.Builder request, String header) {
        int colon = header.indexOf(':');
        if (colon <= 0) {
            throw Failure.usage("-H: '" + header + "' is no header; write 'NAME: VALUE'");
        }
        String name = header.substring(0, colon).strip();
        String value = header.substring(colon + 1).strip();
        try {
            if (name.equalsIgnoreCase("User-Agent")
                    || name.equalsIgnoreCase("Accept")
                    || name.equalsIgnoreCase("Content-Type")) {
                request.setHeader(name, value); // instead of ours
            } else {
                request.header(name, value);
            }
        } catch (IllegalArgumentException e) {
            throw Failure.usage("-H: '" + name + "' cannot be sent: " + e.getMessage(), e);
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
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw Failure.usage("-d: cannot read the file " + file);
        }
        return BodyPublishers.ofFile(file);
    }
}
