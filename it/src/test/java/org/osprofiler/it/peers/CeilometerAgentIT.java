package org.osprofiler.it.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osprofiler.collector.Collector;
import org.osprofiler.collector.CollectorOptions;
import org.osprofiler.demo.EmbeddedBroker;
import org.osprofiler.it.Command;
import org.osprofiler.it.VolumeTrace;
import org.osprofiler.store.TraceStore;
import org.osprofiler.store.TraceStores;
import org.osprofiler.wire.Notification;

/** The demo's notifications go through Artemis and a real Ceilometer agent into our collector. */
@Tag("peers")
class CeilometerAgentIT {

    @Test
    void demo_throughTheAgent_comesBackComplete_andPythonReportsTheSame(@TempDir Path dir) throws Exception {
        Peers.require(Peers.CEILOMETER_AGENT);
        Peers.require(Peers.PYTHON_OSPROFILER);
        try (EmbeddedBroker broker = EmbeddedBroker.start(0);
                TraceStore store = TraceStores.open("jdbc:h2:" + dir.resolve("events"));
                Collector collector = Collector.start(CollectorOptions.builder()
                        .listen("127.0.0.1", 0)
                        .store(store)
                        .build());
                Command agent = Command.start(List.of(
                        Path.of("..", "peers", "ceilometer-agent.sh").toString(),
                        broker.url().replace("tcp://", "amqp://guest:guest@") + "/",
                        collector.url() + "/v1/events",
                        Path.of("target", "ceilometer-agent").toString()))) {
            agent.awaitLine("^READY ceilometer (\\d+)$");

            Command.Result demo = Command.run(
                    Command.OSPROFILER,
                    "demo",
                    "--no-collector",
                    "--once",
                    "--broker",
                    broker.url(),
                    "--port",
                    "0",
                    "--data",
                    dir.resolve("demo").toString());
            assertThat(demo.exit()).as(demo.stderr()).isZero();
            String baseId = demo.find("Trace ID: (\\S+)");

            await().atMost(Duration.ofSeconds(30)) // the agent delivers in any order
                    .until(() -> VolumeTrace.isComplete(store.notifications(baseId)));
            List<Notification> notifications = store.notifications(baseId);
            assertThat(notifications)
                    .extracting(Notification::service)
                    .contains("volume-api", "volume-manager")
                    .doesNotContainNull();

            assertThat(Reports.ours(notifications)).isEqualTo(Reports.python(notifications));
            assertThat(agent.terminate()).isZero();
        }
    }
}
