package org.osprofiler.it.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osprofiler.it.Command;

/**
 * An unmodified cinder client creates a volume in the demo, as a user starts it, and our command shows the trace. What else the
 * client can do is in the demo's RecordedCinderCommandsIT.
 */
@Tag("peers")
class CinderClientIT {

    private static final String PROJECT = "8948abaf87a2f951d766b9ad4dc02eed";

    private static Command demo;
    private static String volumeApi;
    private static String eventsApi;

    @BeforeAll
    static void start(@TempDir Path dir) throws Exception {
        Peers.require(Peers.CINDER);
        demo = Command.start(List.of(
                Command.OSPROFILER,
                "demo",
                "--port",
                "0",
                "--api-port",
                "0",
                "--data",
                dir.resolve("data").toString()));
        List<String> ready = demo.awaitLine("^READY volume-api (http://\\S+) api (http://\\S+)$");
        volumeApi = ready.get(0);
        eventsApi = ready.get(1);
    }

    @AfterAll
    static void stop() throws Exception {
        if (demo != null) {
            assertThat(demo.terminate()).isZero();
            demo.close();
        }
    }

    private static Command.Result cinder(String... args) throws Exception {
        List<String> command = new java.util.ArrayList<>(List.of(
                Peers.CINDER.toString(),
                "--profile",
                "SECRET_KEY",
                "--os-auth-type",
                "noauth",
                "--os-endpoint",
                volumeApi + "/v3/" + PROJECT,
                "--os-project-id",
                PROJECT));
        command.addAll(List.of(args));
        return Command.run("", Map.of("PYTHONWARNINGS", "ignore"), command);
    }

    /** Runs the command that cinder printed, with our command in front of it. */
    private static String show(String baseId) throws Exception {
        String[] json = new String[1];
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> {
                    Command.Result shown = Command.run(
                            Command.OSPROFILER, "trace", "show", "--json", "--connection-string", eventsApi, baseId);
                    json[0] = shown.stdout();
                    return shown.exit() == 0 && json[0].contains("volume-manager") && json[0].contains("wsgi-stop");
                });
        return json[0];
    }

    @Test
    void create_printsItsTable_andItsTraceIsShown() throws Exception {
        Command.Result created = cinder("create", "5", "--name", "test-profile-5");
        assertThat(created.exit()).as(created.stderr()).isZero();
        assertThat(created.stdout()).contains("| name ", "test-profile-5", "Trace ID: ");
        String baseId = created.find("Trace ID: (\\S+)");
        assertThat(created.stdout()).contains("osprofiler trace show --html " + baseId);
        assertThat(show(baseId)).contains("\"POST\"", "/v3/" + PROJECT + "/volumes", "\"service\": \"volume-api\"");

        Path html = Path.of("target", "cinder-create.html").toAbsolutePath();
        Command.Result page = Command.run(
                Command.OSPROFILER,
                "trace",
                "show",
                "--html",
                "--out",
                html.toString(),
                "--connection-string",
                eventsApi,
                baseId);
        assertThat(page.exit()).as(page.stderr()).isZero();
        assertThat(html).content().contains("volume-manager", "POST /v3/" + PROJECT + "/volumes");
    }
}
