package org.osprofiler.interceptor.programs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.osprofiler.Limits;
import org.osprofiler.Profiler;
import org.osprofiler.ProfilerOptions;
import org.osprofiler.send.Destination;
import org.osprofiler.send.Notifier;
import org.osprofiler.send.OutgoingNotification;
import org.osprofiler.testkit.Vectors;
import org.osprofiler.wire.JsonReader;
import org.osprofiler.wire.MalformedJsonException;
import org.osprofiler.wire.Notification;
import org.osprofiler.wire.OsloEnvelope;
import org.osprofiler.wire.Timestamp;

/**
 * Each program of {@code vectors/notifications.jsonl}, with our API and beans in Weld SE, sends what Python's OSProfiler sent.
 * Where ours decides otherwise (D7 and D12 of the contract), or Java has no counterpart, a rule on the program's input says so.
 * None is skipped: what has no counterpart is left out of the program, and the rest runs.
 */
@Tag("vectors")
class NotificationProgramsTest {

    private static final int TIMESTAMP_LENGTH = 26;
    private static final int NO_LIMIT = 100_000_000;
    private static final String[] FIELDS = {
        Notification.NAME,
        Notification.BASE_ID,
        Notification.SPAN_ID,
        Notification.PARENT_ID,
        Notification.TIMESTAMP,
        Notification.INFO,
        Notification.PROJECT,
        Notification.SERVICE
    };

    @TempDir
    Path classes;

    static Stream<Program> programs() {
        return Program.all();
    }

    /** Keeps what is sent, as it is. */
    private static final class Sent implements Notifier {
        private final List<OutgoingNotification> all = new ArrayList<>();

        @Override
        public synchronized void send(List<OutgoingNotification> batch) {
            all.addAll(batch);
        }

        synchronized List<OutgoingNotification> all() {
            return List.copyOf(all);
        }

        @Override
        public void close() {}
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("programs")
    void program_sendsWhatPythonsDoes(Program program) throws Exception {
        Sent sent = new Sent();
        ProfilerOptions options = options(program);
        Definitions definitions = new Definitions(program);
        JavaSources sources = new JavaSources(program, definitions);
        PythonExceptions exceptions = new PythonExceptions(classes.resolve("exceptions"));
        try (Profiler profiler = Profiler.create(options, sent);
                ProgramBeans beans = new ProgramBeans(definitions, sources, classes);
                Player player = new Player(program, definitions, sources, beans, exceptions, profiler)) {
            player.play();
            assertThat(profiler.flush(Duration.ofSeconds(10))).as("flushed").isTrue();
            player.expected.differences.forEach(each -> System.out.println(program + ": " + each));

            SameIds ids = new SameIds();
            assertNotifications(program, player, withoutRootsAround(sent.all(), player), ids);
            assertSeen(player, ids);
            assertThat(player.raised).isEqualTo(program.raised());
            assertEnvelopes(program, options, sent.all());
            assertThat(profiler.counters().getExtraStops()).as("extra stops").isEqualTo(player.expected.extraStops());
            assertThat(profiler.counters().getLost())
                    .as("lost")
                    .allSatisfy((reason, times) -> assertThat(times).isZero());
        }
        assertThat(Profiler.isTracing()).as("left behind on the thread").isFalse();
    }

    /** Without limits, which Python does not have either. */
    private static ProfilerOptions options(Program program) {
        List<String> keys = program.everyStep().stream()
                .filter(step -> step.get("do").equals("init"))
                .map(step -> new Init(step).key())
                .distinct()
                .toList();
        Limits usual = Limits.DEFAULTS;
        return ProfilerOptions.builder()
                .enabled(true)
                .hmacKeys(keys.isEmpty() ? List.of("a key for tests only") : keys)
                .project(program.text("project"))
                .service(program.text("service"))
                .host(program.text("publisher_id"))
                .transportUrl("tcp://127.0.0.1:61616")
                .limits(new Limits(
                        usual.maxHeaderLength(),
                        NO_LIMIT,
                        NO_LIMIT,
                        NO_LIMIT,
                        NO_LIMIT,
                        NO_LIMIT,
                        NO_LIMIT,
                        NO_LIMIT,
                        usual.queue(),
                        NO_LIMIT,
                        usual.maxTraceTime(),
                        usual.closeTimeout()))
                .build();
    }

    /** What was sent, without the roots that Java has around profiled calls. */
    private static List<Map<String, Object>> withoutRootsAround(List<OutgoingNotification> sent, Player player)
            throws MalformedJsonException {
        Map<String, String> around = player.rootsAround();
        List<Map<String, Object>> payloads = new ArrayList<>();
        for (OutgoingNotification each : sent) {
            Map<String, Object> payload =
                    new LinkedHashMap<>(Vectors.map(JsonReader.forWire().read(each.payload())));
            if (!around.containsKey(String.valueOf(payload.get(Notification.SPAN_ID)))) {
                payload.computeIfPresent(
                        Notification.PARENT_ID,
                        (any, id) -> around.getOrDefault(String.valueOf(id), String.valueOf(id)));
                payloads.add(payload);
            }
        }
        return payloads;
    }

    private static void assertNotifications(
            Program program, Player player, List<Map<String, Object>> ours, SameIds ids) {
        List<Map<String, Object>> expected = player.expected.all();
        assertThat(names(ours)).isEqualTo(names(expected));
        long before = 0;
        for (int i = 0; i < ours.size(); i++) {
            Map<String, Object> own = ours.get(i);
            String where = i + ": " + own.get(Notification.NAME);
            assertThat(own).as(where).containsOnlyKeys(FIELDS);
            for (String id : List.of(Notification.BASE_ID, Notification.SPAN_ID, Notification.PARENT_ID)) {
                ids.check(expected.get(i).get(id), own.get(id), where + ", " + id);
            }
            Map<String, Object> info =
                    new LinkedHashMap<>(Vectors.map(expected.get(i).get(Notification.INFO)));
            info.put(Notification.HOST, program.text("publisher_id"));
            assertThat(own.get(Notification.INFO)).as(where).isEqualTo(info);
            assertThat(own.get(Notification.PROJECT)).as(where).isEqualTo(program.text("project"));
            assertThat(own.get(Notification.SERVICE)).as(where).isEqualTo(program.text("service"));
            String timestamp = String.valueOf(own.get(Notification.TIMESTAMP));
            assertThat(timestamp).as(where).hasSize(TIMESTAMP_LENGTH);
            long at = Timestamp.parse(timestamp).orElseThrow(() -> new AssertionError(timestamp));
            assertThat(at).as(where).isGreaterThanOrEqualTo(i == 0 ? 0 : before - clockOfAnotherRoot(ours, i));
            before = at;
        }
    }

    /** Within a root times never go back; each root reads the clock anew, which may be set. */
    private static long clockOfAnotherRoot(List<Map<String, Object>> ours, int i) {
        Object parent = ours.get(i).get(Notification.PARENT_ID);
        boolean isRoot = ours.stream().noneMatch(each -> Objects.equals(each.get(Notification.SPAN_ID), parent));
        return isRoot ? Duration.ofSeconds(1).toNanos() / 1_000 : 0;
    }

    private static List<String> names(List<Map<String, Object>> notifications) {
        return notifications.stream()
                .map(each -> String.valueOf(each.get(Notification.NAME)))
                .toList();
    }

    private static void assertSeen(Player player, SameIds ids) {
        assertThat(player.seen).hasSameSizeAs(player.expectedSeen);
        for (int i = 0; i < player.seen.size(); i++) {
            Map<String, Object> own = player.seen.get(i);
            Map<String, Object> expected = player.expectedSeen.get(i);
            if (own.get("ids") instanceof List<?> seen && expected.get("ids") instanceof List<?> recorded) {
                assertThat(seen).hasSameSizeAs(recorded);
                for (int j = 0; j < recorded.size(); j++) {
                    ids.check(recorded.get(j), seen.get(j), "seen " + i + ", id " + j);
                }
            } else {
                assertThat(own).as("seen %d", i).isEqualTo(expected);
            }
        }
    }

    /** Both forms in which brokers get it; the priority is INFO, that of errors too. */
    private static void assertEnvelopes(Program program, ProfilerOptions options, List<OutgoingNotification> sent)
            throws MalformedJsonException {
        Destination to = Objects.requireNonNull(options.destination());
        String eventType = OsloEnvelope.eventType(to.service());
        for (OutgoingNotification each : sent) {
            String at = Timestamp.withSpace(each.epochMicros());
            Map<String, Object> payload =
                    new LinkedHashMap<>(Vectors.map(JsonReader.forWire().read(each.payload())));
            Map<String, Object> notification = Map.of(
                    "message_id",
                    each.messageId(),
                    "publisher_id",
                    program.text("publisher_id"),
                    "event_type",
                    program.text("event_type"),
                    "priority",
                    "INFO",
                    "payload",
                    payload,
                    "timestamp",
                    String.valueOf(payload.get(Notification.TIMESTAMP)).replace('T', ' '));
            String rabbit = OsloEnvelope.rabbit(each.messageId(), to.host(), eventType, at, each.payload());
            String amqp1 = OsloEnvelope.amqp1(each.messageId(), to.host(), eventType, at, each.payload());
            assertThat(JsonReader.forWire().read(rabbit)).isEqualTo(notification);
            assertThat(JsonReader.forWire().read(amqp1))
                    .isEqualTo(Map.of("request", notification, "context", Map.of()));
        }
    }
}
