package org.osprofiler.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CollectIT {

    private static final Path COMMAND = Script.ROOT.resolve("bin/osprofiler");
    private static final Map<String, String> NO_BUILD = Map.of("OSPROFILER_BUILD", "never");

    @TempDir
    Path folder;

    @Test
    void collect_sigterm_storedAndExit0() throws Exception {
        String store = "jdbc:h2:file:" + folder.resolve("store");
        Process process = Script.builder(
                        COMMAND, folder, NO_BUILD, "collect", "--listen", "127.0.0.1:0", "--store", store)
                .redirectError(folder.resolve("err.txt").toFile())
                .start();
        try (BufferedReader out = process.inputReader()) {
            String ready = out.readLine();
            assertThat(ready).matches("READY http://127\\.0\\.0\\.1:[0-9]+");
            assertThat(post(ready.substring("READY ".length()) + "/v1/events")).isEqualTo(2);
            process.toHandle().destroy(); // Process.destroy() would close its streams as well
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
            assertThat(out.readLine()).isNull();
        } finally {
            process.destroyForcibly();
        }
        assertThat(Files.readString(folder.resolve("err.txt"))).doesNotContain("Exception");
        Run list = Script.run(COMMAND, folder, NO_BUILD, "trace", "list", "--connection-string", store);
        assertThat(list.out()).contains("base-1");
        assertThat(list.err()).isEmpty();
    }

    /** Returns the class of the status: 2 for 2xx. */
    private static int post(String url) throws IOException, InterruptedException {
        String body = """
                [{"name":"a-start","base_id":"base-1","trace_id":"s","parent_id":"base-1",\
                "timestamp":"2026-03-14T09:26:53.589793","info":{"host":"h"},"project":"p","service":"s"}]""";
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient()
                        .send(request, HttpResponse.BodyHandlers.ofString())
                        .statusCode()
                / 100;
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "--listen=8777, --listen: '8777' is no HOST:PORT",
                "--listen=127.0.0.1:99999, --listen: '127.0.0.1:99999' is no HOST:PORT",
                "--listen=0.0.0.0:0, give a token file",
                "--listen=[2001:db8::1]:0, give a token file",
                "--broker=nonsense, nonsense",
                "--token-file=/nowhere, /nowhere",
                "--store=nonsense, 'nonsense' is no connection string",
                "--topic=, topic and exchange must not be empty",
                "--exchange=, topic and exchange must not be empty",
            })
    void collect_wrongOption_usageErrorSaysWhich(String option, String expected) {
        List<String> line = new ArrayList<>(List.of("collect", option));
        for (String other : List.of("--store=jdbc:h2:file:" + folder.resolve("s"), "--listen=127.0.0.1:0")) {
            if (!option.startsWith(other.substring(0, other.indexOf('=')))) {
                line.add(other);
            }
        }

        Run run = Run.of(line.toArray(String[]::new));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("osprofiler: ").contains(expected).hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "[::1]"})
    void collect_portTaken_usageErrorNamesTheAddress(String host) throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName(host))) {
            Run run = Run.of(
                    "collect",
                    "--store=jdbc:h2:file:" + folder.resolve("s"),
                    "--listen=" + host + ":" + taken.getLocalPort());

            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err())
                    .startsWith("osprofiler: cannot listen on " + host + ":" + taken.getLocalPort() + ": ")
                    .contains("is another one running there?")
                    .hasLineCount(1);
        }
    }

    @Test
    void collect_addressOfAnotherMachine_saidWithoutGuessingAtAnotherCollector() throws Exception {
        Path tokens = Files.writeString(folder.resolve("tokens"), "read r\nwrite w\n");

        Run run = Run.of(
                "collect",
                "--store=jdbc:h2:file:" + folder.resolve("s"),
                "--token-file=" + tokens,
                "--listen=192.0.2.1:8777");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .startsWith("osprofiler: cannot listen on 192.0.2.1:8777: ")
                .doesNotContain("another one")
                .hasLineCount(1);
    }
}
