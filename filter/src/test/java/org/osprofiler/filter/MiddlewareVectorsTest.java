package org.osprofiler.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.ServletException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.osprofiler.testkit.PythonSignature;
import org.osprofiler.testkit.Vectors;
import org.osprofiler.wire.SignedHeaders;

/**
 * What OSProfiler's middleware did with the requests of vectors/middleware.json and vectors/headers.json, the filter does. What
 * the contract's D-numbers change, and the few things that cannot be as in Python, stand in front of a case's name: see {@link
 * Expectation}, {@link PlayedException} and {@link Transport}.
 */
@Tag("vectors")
class MiddlewareVectorsTest {

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path dir;

    static Stream<Named<MiddlewareCase>> requests() {
        return named(MiddlewareCase.of("requests"));
    }

    static Stream<Named<MiddlewareCase>> applications() {
        return named(MiddlewareCase.of("applications"));
    }

    static Stream<Named<MiddlewareCase>> configurations() {
        return named(MiddlewareCase.of("configurations"));
    }

    static Stream<Named<MiddlewareCase>> headers() {
        return named(MiddlewareCase.ofHeaders());
    }

    private static Stream<Named<MiddlewareCase>> named(Stream<MiddlewareCase> cases) {
        return cases.map(each -> {
            List<String> reasons = Expectation.of(each).reasons();
            String label = reasons.isEmpty() ? "" : "[" + String.join(", ", reasons) + "] ";
            return Named.of(label + Transport.of(each).label() + each.name(), each);
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("requests")
    void request_isTracedAsByPython(MiddlewareCase each) throws Exception {
        assertAsPython(each);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("applications")
    void application_isTracedAsByPython(MiddlewareCase each) throws Exception {
        assertAsPython(each);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("configurations")
    void configuration_worksAsInPython(MiddlewareCase each) throws Exception {
        assertAsPython(each);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("headers")
    void headers_workAsInPython(MiddlewareCase each) throws Exception {
        assertAsPython(each);
    }

    private void assertAsPython(MiddlewareCase each) throws Exception {
        Expectation expected = Expectation.of(each);
        try (PlayedServer server = new PlayedServer(each, dir, Expectation.limits(each))) {
            if (expected.refusal() != null) {
                assertThatThrownBy(server::start)
                        .isInstanceOf(ServletException.class)
                        .hasMessageContaining("api-paste.ini")
                        .hasMessageContaining(expected.refusal());
                return;
            }
            server.start();
            assertThat(server.request()).as("status").isEqualTo(expected.status());
            assertThat(server.application.called).as("application called").hasValue(1);
            assertThat(server.profilerLeftBehind()).as("profiler left behind").isFalse();
            if (each.bodyReadWhileProfiler() != null) {
                assertThat(server.application.bodyReadWhileProfiler).isEqualTo(each.bodyReadWhileProfiler());
            }

            List<Map<String, Object>> sent = server.sent();
            PythonIds ids = new PythonIds(each);
            ids.pair(expected.notifications(), sent);
            assertNotifications(each, expected, ids, sent);
            assertInApplication(each, expected, ids, server.application);
            assertOutgoing(each, expected, ids, server.application);
            assertThat(server.profiler().counters().getLost())
                    .as("lost")
                    .allSatisfy((reason, times) -> assertThat(times).isZero());
            assertThat(server.profiler().counters().getExtraStops())
                    .as("extra stops")
                    .isEqualTo(expected.traced() && each.kind().equals("extra stop") ? 1 : 0);
        }
    }

    private static void assertNotifications(
            MiddlewareCase each, Expectation expected, PythonIds ids, List<Map<String, Object>> sent) {
        List<Map<String, Object>> wanted = new ArrayList<>();
        for (Map<String, Object> notification : ids.translated(expected.notifications())) {
            Map<String, Object> ours = new LinkedHashMap<>(notification);
            Map<String, @Nullable Object> info = new LinkedHashMap<>(Vectors.map(notification.get("info")));
            info.put("host", PlayedServer.HOST);
            if (info.containsKey("etype")) {
                info.put("etype", PlayedException.of(each).getClass().getName());
                info.put("message", PlayedException.text(info.get("message")));
            }
            if (Objects.equals(notification.get("name"), "wsgi-stop")
                    && !each.kind().equals("extra stop")) {
                info.put("response", Map.of("status", (long) statusInTrace(each, expected))); // D13
            }
            ours.put("info", info);
            ours.put("project", PlayedServer.PROJECT); // by Python's driver, not by its middleware
            ours.put("service", PlayedServer.SERVICE);
            wanted.add(ours);
        }
        List<Map<String, Object>> timeless = new ArrayList<>();
        for (Map<String, Object> notification : sent) {
            assertThat(notification.get("timestamp"))
                    .asString()
                    .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}");
            Map<String, Object> copy = new LinkedHashMap<>(notification);
            copy.put("timestamp", "<timestamp>");
            timeless.add(copy);
        }
        assertThat(timeless).isEqualTo(wanted);
    }

    /** What the container will answer, as far as the filter can know: what stands in front of it may answer otherwise. */
    private static int statusInTrace(MiddlewareCase each, Expectation expected) {
        boolean answered =
                each.kind().contains("raise") && PlayedException.of(each) instanceof PlayedException.AnswerException;
        return answered ? 500 : expected.status();
    }

    private static void assertInApplication(
            MiddlewareCase each, Expectation expected, PythonIds ids, PlayedApplication application) {
        Map<String, Object> seen = each.inApplication();
        if (!expected.traced()) {
            assertThat(application.headers).as("headers for others").isNull();
        } else if (!seen.isEmpty()) {
            assertThat(application.baseId).isEqualTo(ids.translated(seen.get("base_id")));
            assertThat(application.parentId).isEqualTo(ids.translated(seen.get("parent_id")));
            SignedHeaders headers = Objects.requireNonNull(application.headers);
            assertThat(headers.hmac())
                    .isEqualTo(PythonSignature.hmac(String.valueOf(seen.get("hmac_key")), headers.info()));
        }
    }

    private static void assertOutgoing(
            MiddlewareCase each, Expectation expected, PythonIds ids, PlayedApplication application) {
        if (!expected.traced()) {
            assertThat(application.outgoing).as("headers for others").allMatch(Objects::isNull);
            return;
        }
        if (!each.traced()) {
            assertThat(application.outgoing).as("headers for others").doesNotContainNull();
            return;
        }
        List<SignedHeaders> wanted = new ArrayList<>();
        for (Map<String, Object> outgoing : each.outgoing()) {
            Object info = Vectors.map(outgoing.get("headers")).get(SignedHeaders.INFO);
            Object key = Vectors.map(outgoing.get("decoded")).get("hmac_key");
            String translated = ids.translatedInfo(String.valueOf(info), expected.sameIds());
            wanted.add(new SignedHeaders(translated, PythonSignature.hmac(String.valueOf(key), translated)));
        }
        assertThat(application.outgoing).isEqualTo(wanted);
    }
}
