package org.osprofiler.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.AsyncListener;
import jakarta.servlet.FilterChain;
import jakarta.servlet.UnavailableException;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osprofiler.Profiler;
import org.osprofiler.wire.Notification;

/** What the filter does where a container or somebody's wrapper is not as usual: one root, which ends. */
class TracedExchangeTest {

    private final FakeExchange fake = new FakeExchange(FilteredServer.signed("b", FilteredServer.KEY));
    private FilteredServer server;

    @BeforeEach
    void start(@TempDir Path dir) throws Exception {
        server = new FilteredServer(dir).start();
    }

    @AfterEach
    void everythingHasEnded() {
        assertThat(server.filter.profiler().counters().getActive()).isZero();
        assertThat(server.filter.profiler().counters().getExtraStops()).isZero();
        assertThat(Profiler.isTracing()).isFalse();
        server.close();
    }

    private void pass(FilterChain chain) throws Exception {
        server.filter.doFilter(fake.request, fake.response, chain);
    }

    private Map<String, Object> stop() throws Exception {
        List<Notification> sent = server.sent();
        assertThat(sent).extracting(Notification::name).startsWith("wsgi-start").endsWith("wsgi-stop");
        return sent.get(sent.size() - 1).info();
    }

    @ParameterizedTest
    @ValueSource(strings = {"setAttribute", "setHeader"})
    void failureOfOthersAtTheStart_theRequestGoesOnUntraced(String method) throws Exception {
        fake.answers.put(method, new IllegalStateException("a listener's"));
        boolean[] traced = {true};
        try (CapturedLog log = new CapturedLog()) {
            pass((request, response) -> traced[0] = Profiler.isTracing());
            assertThat(log.lines()).singleElement().asString().startsWith("WARNING");
        }
        assertThat(traced[0]).isFalse();
        pass((request, response) -> traced[0] = true);
        assertThat(traced[0]).isTrue();
        assertThat(stop()).doesNotContainKey("response");
    }

    @Test
    void committedAnswer_keepsItsStatus_whenTheChainThrows() throws Exception {
        fake.answers.put("isCommitted", true);
        fake.answers.put("getStatus", 206);
        assertThatThrownBy(() -> pass((request, response) -> {
                    throw new IllegalStateException("late");
                }))
                .hasMessage("late");
        assertThat(stop())
                .containsEntry("response", Map.of("status", 206L))
                .containsEntry("etype", "java.lang.IllegalStateException");
    }

    @Test
    void unavailableServlet_hasTheStatusThatTheContainerGives() throws Exception {
        assertThatThrownBy(() -> pass((request, response) -> {
                    throw new UnavailableException("soon", 10);
                }))
                .isInstanceOf(UnavailableException.class);
        assertThat(stop()).containsEntry("response", Map.of("status", 503L));
    }

    @Test
    void statusThatIsNotKnownAnyMore_theRootEndsAllTheSame() throws Exception {
        pass((request, response) -> request.startAsync());
        fake.answers.put("getStatus", new NullPointerException("recycled"));
        fake.listeners.get(0).onComplete(fake.event());
        assertThat(stop()).doesNotContainKey("response");
    }

    @Test
    void listenerThatCannotBeAdded_theRootEndsWithTheChain() throws Exception {
        fake.answers.put("addListener", new IllegalStateException("no listeners"));
        pass((request, response) -> assertThat(request.startAsync()).isNotNull());
        assertThat(stop()).containsEntry("response", Map.of("status", 200L));
    }

    @Test
    void eachCycle_hasOneListener_andEverythingIsRecordedOnce() throws Exception {
        pass((request, response) -> request.startAsync());
        for (int cycle = 0; cycle < 5; cycle++) {
            assertThat(fake.listeners).hasSize(1);
            pass((request, response) -> request.startAsync());
        }
        // On a request that somebody unwrapped from ours, then on ours again.
        pass((request, response) -> fake.request.startAsync());
        assertThat(fake.listeners).hasSize(1);
        pass((request, response) -> request.startAsync());
        assertThat(fake.listeners).hasSize(1);

        AsyncListener listener = fake.listeners.get(0);
        assertThatThrownBy(() -> pass((request, response) -> {
                    throw new IllegalStateException("first");
                }))
                .hasMessage("first");
        listener.onError(fake.event(fake.request, fake.response, new IllegalArgumentException("second")));
        listener.onTimeout(fake.event());
        listener.onTimeout(fake.event());
        listener.onComplete(fake.event(null, null, null));
        listener.onComplete(fake.event());
        assertThat(stop())
                .containsEntry("etype", "java.lang.IllegalStateException")
                .containsEntry("message", "first")
                .containsEntry("async", "timeout")
                .containsEntry("response", Map.of("status", 200L));
        String line = Files.readAllLines(server.notifications).get(1);
        assertThat(line).containsOnlyOnce("\"etype\"").containsOnlyOnce("\"async\"");
    }

    @Test
    void requestOfAnotherFiltersRoot_passes() throws Exception {
        fake.attributes.put(ProfilerFilter.TRACED, "of another class loader");
        HttpServletRequest[] seen = new HttpServletRequest[1];
        pass((request, response) -> seen[0] = (HttpServletRequest) request);
        assertThat(seen[0]).isSameAs(fake.request);
        assertThat(server.names()).isEmpty();
    }
}
