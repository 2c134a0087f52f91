package org.osprofiler.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osprofiler.Profiler;
import org.osprofiler.Span;
import org.osprofiler.wire.Notification;
import org.osprofiler.wire.SignedHeaders;

class ProfilerFilterTest extends FilterTest {

    @Test
    void signedRequest_hasARootSpan_andTheAnswerItsId() throws Exception {
        server.on("/a", (request, response) -> {
            assertThat(Profiler.isTracing()).isTrue();
            response.setStatus(404);
        });
        HttpResponse<String> answer = server.start().getSigned("/a?x=%20y&b", "base-1");
        assertThat(answer.headers().firstValue("X-Trace-Id")).contains("base-1");

        List<Notification> sent = server.sent();
        assertThat(sent).extracting(Notification::name).containsExactly("wsgi-start", "wsgi-stop");
        assertThat(sent.get(0).info())
                .containsEntry(
                        "request", Map.of("path", "/app/a", "query", "x=%20y&b", "method", "GET", "scheme", "http"));
        assertThat(sent.get(1).info()).containsEntry("response", Map.of("status", 404L));
        assertThat(sent.get(0).parentId()).isEqualTo("base-1");
        assertThat(sent.get(0).service()).isEqualTo("tested");
        assertThat(sent.get(0).project()).isEqualTo("test");
    }

    @Test
    void otherRequests_pass_untraced() throws Exception {
        server.on("/a", (request, response) -> response.getWriter().write("" + Profiler.isTracing()));
        server.start();
        String[] good = FilteredServer.signed("b", FilteredServer.KEY);
        String[] other = FilteredServer.signed("b", "not the key of the server");
        String tampered = good[1].substring(0, 8) + "A" + good[1].substring(9);
        for (String[] headers : List.of(
                new String[] {},
                other,
                new String[] {SignedHeaders.INFO, good[1]},
                new String[] {SignedHeaders.HMAC, good[3]},
                new String[] {SignedHeaders.INFO, tampered, SignedHeaders.HMAC, good[3]},
                new String[] {SignedHeaders.INFO, good[1].substring(1), SignedHeaders.HMAC, good[3]},
                new String[] {SignedHeaders.INFO, good[1], SignedHeaders.HMAC, good[3].substring(1)},
                FilteredServer.signed("x".repeat(1600), FilteredServer.KEY),
                new String[] {SignedHeaders.INFO, "A".repeat(4097), SignedHeaders.HMAC, good[3]})) {
            HttpResponse<String> answer = server.get("/a", headers);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("false");
            assertThat(answer.headers().firstValue("X-Trace-Id")).isEmpty();
        }
        assertThat(server.sent()).isEmpty();
    }

    @Test
    void idThatIsNoHeaderValue_isNotAnswered() throws Exception {
        HttpResponse<String> answer = server.start().getSigned("/a", "x\r\nX-Evil: 1");
        assertThat(answer.headers().firstValue("X-Trace-Id")).isEmpty();
        assertThat(answer.headers().firstValue("X-Evil")).isEmpty();
        assertThat(server.names()).containsExactly("wsgi-start", "wsgi-stop");
    }

    @Test
    void exception_isRecorded_andThrown() throws Exception {
        server.on("/a", (request, response) -> {
            throw new IllegalStateException("disk full");
        });
        assertThat(server.start().getSigned("/a", "b").statusCode()).isEqualTo(500);
        assertThat(server.sent().get(1).info())
                .containsEntry("etype", "java.lang.IllegalStateException")
                .containsEntry("message", "disk full")
                .containsEntry("response", Map.of("status", 500L));
    }

    @Test
    void errorPage_isNoSecondRoot_norPartOfOneThatEnded() throws Exception {
        errorPage("/sorry");
        server.on("/a", (request, response) -> {
            throw new IllegalStateException("disk full");
        });
        server.on(
                "/sorry",
                (request, response) ->
                        response.getWriter().write(request.getDispatcherType() + " " + Profiler.isTracing()));
        HttpResponse<String> answer = server.start().getSigned("/a", "b");
        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).isEqualTo("ERROR false");
        assertThat(server.names()).containsExactly("wsgi-start", "wsgi-stop");
    }

    @Test
    void secretsOfTheUrl_areHidden() throws Exception {
        server.start().getSigned("/a;jsessionid=4711/b?access_token=hush&x=1", "b");
        assertThat(server.sent().get(0).info().get("request"))
                .asString()
                .contains("/app/a;jsessionid=***/b", "access_token=***&x=1")
                .doesNotContain("4711", "hush");
    }

    @Test
    void filterTwice_hasOneRoot_andOneProfiler() throws Exception {
        ProfilerFilter second = new ProfilerFilter();
        server.add(second, EnumSet.of(DispatcherType.REQUEST)).start().getSigned("/a", "b");
        assertThat(server.names()).containsExactly("wsgi-start", "wsgi-stop");
        assertThat(second.profiler()).isSameAs(server.filter.profiler());
    }

    @Test
    void forwardAndInclude_openNoSecondRoot_andKeepTheSpan() throws Exception {
        server.on("/a", (request, response) -> {
            try (Span span = Profiler.span("before")) {
                request.getRequestDispatcher("/b").include(request, response);
            }
            request.getRequestDispatcher("/c").forward(request, response);
        });
        server.on("/b", (request, response) -> Profiler.span("included").close());
        server.on("/c", (request, response) -> Profiler.span("forwarded").close());
        server.start().getSigned("/a", "b");
        List<Notification> sent = server.sent();
        assertThat(sent)
                .extracting(Notification::name)
                .containsExactly(
                        "wsgi-start",
                        "before-start",
                        "included-start",
                        "included-stop",
                        "before-stop",
                        "forwarded-start",
                        "forwarded-stop",
                        "wsgi-stop");
        assertThat(sent.get(2).parentId()).isEqualTo(sent.get(1).spanId());
        assertThat(sent.get(5).parentId()).isEqualTo(sent.get(0).spanId());
    }

    @Test
    void tenConcurrentRequests_stayApart() throws Exception {
        server.on("/a", (request, response) -> {
            String base = Profiler.current().baseId();
            for (int i = 0; i < 20; i++) {
                Profiler.trace(base, () -> Thread.onSpinWait());
            }
        });
        server.start();
        List<Future<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            String base = "base" + i;
            answers.add(inBackground(() -> server.getSigned("/a", base)));
        }
        for (Future<HttpResponse<String>> answer : answers) {
            answer.get();
        }
        List<Notification> sent = server.sent();
        assertThat(sent).hasSize(10 * 42);
        assertThat(sent)
                .filteredOn(n -> !n.name().startsWith("wsgi"))
                .allMatch(n -> n.name().startsWith(n.baseId() + "-"));
    }

    @Test
    void undeployUnderLoad_losesNoRequest_andCountsWhatItCannotSend() throws Exception {
        int held = 20;
        CountDownLatch inside = new CountDownLatch(held + 1);
        CountDownLatch go = new CountDownLatch(1);
        server.on("/held", (request, response) -> {
            inside.countDown();
            go.await();
            Profiler.span("late").close();
        });
        server.on("/async", (request, response) -> {
            AsyncContext async = request.startAsync();
            Future<?> later = inBackground(() -> {
                go.await();
                async.complete();
                return null;
            });
            assertThat(later.isDone()).isFalse();
            inside.countDown();
        });
        server.start();
        Profiler profiler = server.filter.profiler();
        List<Future<Integer>> answers = new ArrayList<>();
        for (int i = 0; i <= held; i++) {
            String path = i < held ? "/held" : "/async";
            String[] headers = FilteredServer.signed("b" + i, FilteredServer.KEY);
            answers.add(inBackground(() -> server.get(path, headers).statusCode()));
        }
        inside.await();
        server.filter.destroy();
        assertThat(profiler.counters().getActive()).isPositive();
        go.countDown();
        for (Future<Integer> answer : answers) {
            assertThat(answer.get()).isEqualTo(200);
        }
        await().until(() -> profiler.counters().getActive() == 0);
        assertThat(profiler.counters().getSent()).isEqualTo(held + 1); // the starts
        assertThat(profiler.counters().getPending()).isZero();
        assertThat(profiler.counters().getLost().get("closed")).isGreaterThanOrEqualTo(held + 1); // the stops at least
    }

    @Test
    void changedFile_isTaken_aBrokenOneIsNot() throws Exception {
        server.start();
        server.write(server.iniText(FilteredServer.KEY, "no"));
        Profiler profiler = server.filter.profiler();
        await().until(() -> !profiler.options().enabled());
        server.write(server.iniText("quite another key here", "yes"));
        await().until(() -> profiler.options().enabled());
        try (CapturedLog log = new CapturedLog()) {
            server.write(server.iniText("", "maybe"));
            await().until(() -> log.lines().stream()
                    .anyMatch(line ->
                            line.contains("WARNING") && line.contains("last good one") && line.contains("'maybe'")));
        }
        assertThat(profiler.options().enabled()).isTrue();
        server.get("/a", FilteredServer.signed("b", "quite another key here"));
        await().until(() -> profiler.counters().getActive() == 0);
        assertThat(server.names()).containsExactly("wsgi-start", "wsgi-stop");
    }

    @Test
    void changedOptionsThatNeedARestart_areNamed_theOthersTaken() throws Exception {
        server.start();
        Profiler profiler = server.filter.profiler();
        try (CapturedLog log = new CapturedLog()) {
            server.write(server.iniText(FilteredServer.KEY, "yes")
                    .replace("project = test", "project = other\nhost = elsewhere\nqueue = 1000\nmax_spans = 7"));
            await().until(() -> profiler.options().limits().maxSpans() == 7);
            await().until(() -> log.lines().stream()
                    .anyMatch(line -> line.startsWith("WARNING") && line.endsWith("again: project, host, queue")));
            assertThat(log.lines())
                    .filteredOn(line -> line.startsWith("INFO"))
                    .isNotEmpty()
                    .allMatch(line -> line.contains("project=test"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"enabled = maybe", "hmac_keys =", "queue = many", "connection_string = redis://127.0.0.1"})
    void wrongConfiguration_failsTheDeployment_namingFileAndLine(String line) throws Exception {
        String name = line.substring(0, line.indexOf(' '));
        List<String> lines = new ArrayList<>(Files.readAllLines(server.ini));
        lines.removeIf(l -> l.startsWith(name));
        lines.add(line);
        Files.write(server.ini, lines);
        assertThatThrownBy(() -> server.start())
                .isInstanceOf(ServletException.class)
                .hasMessageContaining(server.ini + ":")
                .hasMessageContaining(name);
    }

    @Test
    void iniThatIsNotThere_failsTheDeployment() throws Exception {
        Files.delete(server.ini);
        assertThatThrownBy(() -> server.start())
                .isInstanceOf(ServletException.class)
                .hasMessageContaining(server.ini.toString());
    }
}
