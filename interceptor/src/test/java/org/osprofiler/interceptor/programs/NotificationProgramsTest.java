package org.osprofiler.interceptor.programs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
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
    private static final int MAX_ID_LENGTH = 255;

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
    void program_sendsWhatPythonsDoes(Program program, TestReporter reporter) throws Exception {
        Sent sent = new Sent();
        ProfilerOptions options = options(program);
        Map<String, Function> functions = Function.in(program);
        try (Profiler profiler = Profiler.create(options, sent);
                ProgramBeans beans = new ProgramBeans(program, functions, classes);
                Player player = new Player(program, functions, beans, profiler)) {
            player.play();
            assertThat(profiler.flush(Duration.ofSeconds(10))).as("flushed").isTrue();
            SameIds ids = new SameIds();
            List<Map<String, Object>> ours = withoutRootsAround(sent.all(), player);
            List<Map<String, Object>> pythons = PythonsNotifications.of(program, functions, player);
            player.differences.forEach(each -> reporter.publishEntry("differs from Python on purpose", each));
            if (player.isUnbalanced) {
                assertStartedAsPythons(ours, pythons);
            } else {
                assertNotifications(ours, pythons, options, ids);
                assertSeen(program, player, ids);
            }
            assertThat(player.raised).isEqualTo(raised(program, player));
            assertEnvelopes(program, options, sent.all());
        }
        assertThat(Profiler.isTracing()).as("left behind on the thread").isFalse();
    }

    private static ProfilerOptions options(Program program) {
        List<String> keys = program.everyStep().stream()
                .filter(step -> step.get("do").equals("init"))
                .map(step -> Player.usableKey(step.get("hmac_key")))
                .distinct()
                .toList();
        return ProfilerOptions.builder()
                .enabled(true)
                .hmacKeys(keys.isEmpty() ? List.of("a key for tests only") : keys)
                .project(program.text("project"))
                .service(program.text("service"))
                .host(program.text("publisher_id"))
                .transportUrl("tcp://127.0.0.1:61616")
                .build();
    }

    /** What was sent, without the roots that Java has around profiled calls. */
    private static List<Map<String, Object>> withoutRootsAround(List<OutgoingNotification> sent, Player player)
            throws MalformedJsonException {
        Map<String, String> around = player.rootsAround();
        List<Map<String, Object>> payloads = new ArrayList<>();
        for (OutgoingNotification each : sent) {
            Map<String, Object> payload = Vectors.map(JsonReader.forWire().read(each.payload()));
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
            List<Map<String, Object>> ours, List<Map<String, Object>> pythons, ProfilerOptions options, SameIds ids) {
        assertThat(names(ours)).isEqualTo(names(pythons));
        long before = 0;
        for (int i = 0; i < ours.size(); i++) {
            Map<String, Object> own = ours.get(i);
            Map<String, Object> recorded = pythons.get(i);
            String where = i + ": " + own.get(Notification.NAME);
            assertThat(own.keySet()).as(where).isEqualTo(recorded.keySet());
            for (String id : List.of(Notification.BASE_ID, Notification.SPAN_ID, Notification.PARENT_ID)) {
                ids.check(recorded.get(id), own.get(id), where + ", " + id);
            }
            Map<String, Object> info = Vectors.map(recorded.get(Notification.INFO));
            info.put(Notification.HOST, options.host());
            assertThat(own.get(Notification.INFO)).as(where).isEqualTo(info);
            assertThat(own.get(Notification.PROJECT)).as(where).isEqualTo(recorded.get(Notification.PROJECT));
            assertThat(own.get(Notification.SERVICE)).as(where).isEqualTo(recorded.get(Notification.SERVICE));
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

    /** Where a body is not balanced, Python gives the stops to other spans (D7): ours has those of its own. */
    private static void assertStartedAsPythons(List<Map<String, Object>> ours, List<Map<String, Object>> pythons) {
        assertThat(names(ours).stream().filter(name -> name.endsWith(Notification.START)))
                .isEqualTo(names(pythons).stream()
                        .filter(name -> name.endsWith(Notification.START))
                        .toList());
        for (Map<String, Object> stop : ours) {
            String name = String.valueOf(stop.get(Notification.NAME));
            if (name.endsWith(Notification.STOP)) {
                String start = name.substring(0, name.length() - Notification.STOP.length()) + Notification.START;
                assertThat(ours).as("D7: %s has its own start", name).anySatisfy(each -> {
                    assertThat(each).containsEntry(Notification.NAME, start);
                    assertThat(each).containsEntry(Notification.SPAN_ID, stop.get(Notification.SPAN_ID));
                });
            }
        }
    }

    private static List<String> names(List<Map<String, Object>> notifications) {
        return notifications.stream()
                .map(each -> String.valueOf(each.get(Notification.NAME)))
                .toList();
    }

    private static void assertSeen(Program program, Player player, SameIds ids) {
        List<Map<String, Object>> pythons = new ArrayList<>(program.seen());
        player.onlyInPython.forEach(type -> pythons.remove(Map.<String, Object>of("caught", type)));
        assertThat(player.seen).hasSameSizeAs(pythons);
        for (int i = 0; i < pythons.size(); i++) {
            Map<String, Object> own = player.seen.get(i);
            if (pythons.get(i).get("ids") instanceof List<?> recorded && own.get("ids") instanceof List<?> seen) {
                assertThat(seen).hasSameSizeAs(recorded);
                for (int j = 0; j < recorded.size(); j++) {
                    ids.check(recorded.get(j), seen.get(j), "seen " + i + ", id " + j);
                }
            } else {
                assertThat(own).as("seen %d", i).isEqualTo(pythons.get(i));
            }
        }
    }

    private static String raised(Program program, Player player) {
        Object raised = program.line().get("raised");
        return raised == null || player.onlyInPython.contains(raised)
                ? null
                : ProgramBeans.simpleName(String.valueOf(raised));
    }

    /** Both forms in which brokers get it; the priority is INFO, that of errors too. */
    private static void assertEnvelopes(Program program, ProfilerOptions options, List<OutgoingNotification> sent)
            throws MalformedJsonException {
        Destination to = Objects.requireNonNull(options.destination());
        String eventType = OsloEnvelope.eventType(to.service());
        for (OutgoingNotification each : sent) {
            String at = Timestamp.withSpace(each.epochMicros());
            Map<String, Object> payload = Vectors.map(JsonReader.forWire().read(each.payload()));
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
