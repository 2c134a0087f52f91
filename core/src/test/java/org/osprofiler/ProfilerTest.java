package org.osprofiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.IntStream;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.osprofiler.wire.Notification;
import org.osprofiler.wire.Verdict;

class ProfilerTest extends RecordingTest {

    @Test
    void spans_nest_andCarryTheirParents() throws Exception {
        Span root = recorder.root("base");
        try (Scope scope = root.attach();
                Span outer = Profiler.span("outer");
                Span inner = Profiler.span("inner")) {
            assertThat(inner.parentId()).isEqualTo(outer.spanId());
            assertThat(Profiler.current()).isSameAs(inner);
        }
        root.close();

        List<Notification> sent = recorder.flushed();
        assertThat(sent)
                .extracting(Notification::name)
                .containsExactly("wsgi-start", "outer-start", "inner-start", "inner-stop", "outer-stop", "wsgi-stop");
        assertThat(sent).allSatisfy(n -> assertThat(n.baseId()).isEqualTo("base"));
        assertThat(sent.get(0).parentId()).isEqualTo("caller");
        assertThat(sent.get(1).parentId()).isEqualTo(sent.get(0).spanId());
        assertThat(sent.get(2).parentId()).isEqualTo(sent.get(1).spanId());
        assertThat(sent.get(0).info()).isEqualTo(Map.of("a", 1L, "host", "h"));
        assertThat(sent)
                .extracting(Notification::timestamp)
                .isSorted()
                .allMatch(t -> t.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}"));
        assertThat(UUID.fromString(sent.get(1).spanId()).version()).isEqualTo(4);
    }

    @Test
    void untraced_everythingIsNoOp() throws Exception {
        try (Span span = Profiler.span("x")) {
            assertThat(span).isSameAs(Span.NONE);
            span.info("k", "v").error(new IllegalStateException("x")).close();
            assertThat(span.attach()).isSameAs(NoScope.INSTANCE);
        }
        assertThat(Profiler.trace("x", () -> "body")).isEqualTo("body");
        assertThat(Profiler.headers()).isNull();
        assertThat(recorder.flushed()).isEmpty();
    }

    @Test
    void trace_recordsTheException_andThrowsIt() throws Exception {
        Span root = recorder.root();
        try (Scope scope = root.attach()) {
            assertThatThrownBy(() -> Profiler.trace("step", () -> {
                        throw new java.io.IOException("disk full");
                    }))
                    .isInstanceOf(java.io.IOException.class);
        }
        root.close();
        assertThat(recorder.flushed().get(2).info())
                .containsEntry("etype", "java.io.IOException")
                .containsEntry("message", "disk full");
    }

    @Test
    void stopTwice_isCounted_andChangesNothing() throws Exception {
        Span root = recorder.root();
        root.close();
        root.close();
        assertThat(recorder.names()).containsExactly("wsgi-start", "wsgi-stop");
        assertThat(recorder.profiler.counters().getExtraStops()).isEqualTo(1);
    }

    @Test
    void spanLeftOpen_isUnfinished_theRootIsRight() throws Exception {
        Span root = recorder.root();
        Scope scope = root.attach();
        Span enclosing = Profiler.span("enclosing");
        Profiler.span("left_open");
        enclosing.close();
        assertThat(Profiler.current()).isSameAs(root);
        scope.close();
        root.close();
        assertThat(recorder.names())
                .containsExactly("wsgi-start", "enclosing-start", "left_open-start", "enclosing-stop", "wsgi-stop");
    }

    @Test
    void maxSpans_refusesFurtherSpans_andTheRootTellsIt() throws Exception {
        restart(o -> o.limits(limits(50, 3, 1024, Duration.ofMinutes(1))));
        Span root = recorder.root();
        try (Scope scope = root.attach()) {
            for (int i = 0; i < 5; i++) {
                Profiler.span("s" + i).close();
            }
        }
        root.close();
        List<Notification> sent = recorder.flushed();
        assertThat(sent).hasSize(2 * 3);
        assertThat(sent.get(5).info()).containsEntry("dropped", Map.of("max_spans", 3L));
        assertThat(recorder.profiler.counters().getLost()).containsEntry("max_spans", 3L);
    }

    @Test
    void maxRootsPerSecond_holds() {
        restart(o -> o.limits(limits(2, 100, 1024, Duration.ofMinutes(1))));
        List<Span> roots = IntStream.range(0, 50).mapToObj(i -> recorder.root()).toList();
        roots.forEach(Span::close);
        // 50 roots take far less than a second; they may fall into two.
        assertThat(roots.stream().filter(Span::isTraced)).hasSizeBetween(2, 4);
        assertThat(recorder.profiler.counters().getLost()).containsKey("max_roots_per_second");
    }

    @Test
    void fullQueue_refusesSpans_andTheRootTellsIt() throws Exception {
        restart(o -> o.limits(limits(50, 100, 16, Duration.ofMinutes(1))));
        recorder.hold();
        Span root = recorder.root();
        try (Scope scope = root.attach()) {
            recorder.awaitHeld();
            for (int i = 0; i < 40; i++) {
                Profiler.span("s").close();
            }
            assertThat(Profiler.span("refused")).isSameAs(Span.NONE);
        }
        recorder.release();
        recorder.flushed();
        root.close();
        List<Notification> sent = recorder.flushed();
        Map<String, Long> lost = recorder.profiler.counters().getLost();
        assertThat(lost).containsOnlyKeys("queue_full");
        assertThat(sent.get(sent.size() - 1).info()).containsEntry("dropped", lost);
        assertThat(sent).hasSize(2 + 16);
    }

    @Test
    void scopeClosedByAnotherThread_isCounted_andNothingStaysOpen() throws Exception {
        Span root = recorder.root();
        Scope scope = root.attach();
        Thread other = new Thread(scope::close);
        other.start();
        other.join();
        root.close();
        assertThat(recorder.profiler.counters().getActive()).isZero();
        assertThat(recorder.profiler.counters().getExtraStops()).isEqualTo(1);
        CurrentSpan.set(null);
    }

    @Test
    void baseIdWithLineBreaks_addsNoLineToTheLog() throws Exception {
        List<String> lines = new CopyOnWriteArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord record) {
                lines.add(new SimpleFormatter().formatMessage(record));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger logger = Logger.getLogger(Profiler.class.getName());
        logger.addHandler(handler);
        logger.setLevel(Level.INFO);
        try {
            recorder.root("a\nb\u001b[31m").close();
            recorder.flushed();
        } finally {
            logger.setLevel(null);
            logger.removeHandler(handler);
        }
        assertThat(lines).containsExactly("osprofiler: s traces a request, trace a?b?[31m");
    }

    @Test
    void rootThatNeverEnds_isGivenUp_andNothingMoreIsRecorded() throws Exception {
        restart(o -> o.limits(limits(50, 100, 1024, Duration.ofSeconds(1))));
        Span root = recorder.root();
        Scope scope = root.attach();
        await().atMost(Duration.ofSeconds(10))
                .until(() -> recorder.profiler.counters().getLost().containsKey("trace_time"));
        assertThat(Profiler.span("late")).isSameAs(Span.NONE);
        scope.close();
        root.close();
        assertThat(recorder.names()).containsExactly("wsgi-start");
        assertThat(recorder.profiler.counters().getActive()).isZero();
    }

    @Test
    void handedOver_spansOfOtherThreads_belongToTheTrace() throws Exception {
        Span root = recorder.root();
        ExecutorService pool = Executors.newFixedThreadPool(1);
        try {
            Future<?> done = pool.submit(() -> {
                try (Scope scope = root.attach();
                        Span there = Profiler.span("there")) {
                    assertThat(there.parentId()).isEqualTo(root.spanId());
                }
                assertThat(Profiler.isTracing()).isFalse();
            });
            done.get();
        } finally {
            pool.shutdown();
        }
        root.close();
        assertThat(recorder.names()).containsExactly("wsgi-start", "there-start", "there-stop", "wsgi-stop");
    }

    @Test
    void tenConcurrentTraces_stayApart() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(10);
        CyclicBarrier together = new CyclicBarrier(10);
        try {
            List<Future<String>> bases = IntStream.range(0, 10)
                    .mapToObj(i -> pool.submit(() -> {
                        together.await();
                        Span root = recorder.root("base-" + i);
                        try (Scope scope = root.attach()) {
                            for (int n = 0; n < 100; n++) {
                                Profiler.trace(
                                        "outer",
                                        () -> Profiler.span("inner" + i).close());
                            }
                        }
                        root.close();
                        return root.baseId();
                    }))
                    .toList();
            for (Future<String> base : bases) {
                base.get();
            }
        } finally {
            pool.shutdown();
        }
        List<Notification> sent = recorder.flushed();
        assertThat(sent).hasSize(10 * 402);
        assertThat(sent)
                .filteredOn(n -> n.name().startsWith("inner"))
                .allSatisfy(
                        n -> assertThat(n.baseId()).isEqualTo("base-" + n.name().charAt(5)));
        assertThat(recorder.profiler.counters().getSent())
                .isEqualTo(recorder.profiler.counters().getTaken());
    }

    @Test
    void outgoingHeaders_areSignedWithTheKeyThatCame_parentIsTheCurrentSpan() {
        restart(o -> o.hmacKeys(List.of("another key, first", Recorder.KEY)));
        Span root = recorder.root("base");
        try (Scope scope = root.attach();
                Span span = Profiler.span("out")) {
            var headers = Profiler.headers();
            Verdict verdict = recorder.profiler.verify(headers.info(), headers.hmac());
            assertThat(verdict).isInstanceOfSatisfying(Verdict.Accepted.class, accepted -> {
                assertThat(accepted.baseId()).isEqualTo("base");
                assertThat(accepted.parentId()).isEqualTo(span.spanId());
                assertThat(accepted.keyIndex()).isEqualTo(1);
            });
        }
        root.close();
    }

    @Test
    void reconfigured_switchesOff_andTakesNewKeys() {
        ProfilerOptions options = recorder.profiler.options();
        recorder.profiler.reconfigure(options.toBuilder().enabled(false).build());
        assertThat(recorder.root()).isSameAs(Span.NONE);
        recorder.profiler.reconfigure(
                options.toBuilder().hmacKeys(List.of("quite another key")).build());
        assertThat(recorder.profiler.verify("e30=", "0".repeat(40))).isEqualTo(Verdict.Rejected.WRONG_SIGNATURE);
    }

    @Test
    void counters_areSeenOverJmx_untilClosed() throws Exception {
        var server = ManagementFactory.getPlatformMBeanServer();
        var pattern = new ObjectName("org.osprofiler:type=Profiler,service=\"jmx-test\",id=*");
        restart(o -> o.service("jmx-test"));
        recorder.root().close();
        recorder.flushed();
        ObjectName name = server.queryNames(pattern, null).iterator().next();
        assertThat(server.getAttribute(name, "Sent")).isEqualTo(2L);
        recorder.profiler.close();
        assertThat(server.queryNames(pattern, null)).isEmpty();
    }

    @Test
    void closed_opensNothing() {
        recorder.profiler.close();
        assertThat(recorder.root()).isSameAs(Span.NONE);
    }

    @Test
    void enabledWithoutDestination_isRefused_andOffersTheCollector() {
        assertThatThrownBy(() -> Profiler.create(ProfilerOptions.builder()
                        .enabled(true)
                        .hmacKeys(List.of("some long enough key"))
                        .build()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("transport_url")
                .hasMessageContaining("http://127.0.0.1:8777");
    }

    @Test
    void unknownScheme_isRefused_namingTheKnownOnes_withoutThePassword() {
        assertThatThrownBy(() -> Profiler.create(ProfilerOptions.builder()
                        .enabled(true)
                        .hmacKeys(List.of("some long enough key"))
                        .connectionString("ftp://user:hush@host/x")
                        .build()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ftp://host/x")
                .hasMessageContaining("file, http, https")
                .hasMessageNotContaining("hush");
    }

    @Test
    void switchedOff_worksWithADestinationThatNobodyServes() {
        try (Profiler off = Profiler.create(
                ProfilerOptions.builder().connectionString("ftp://host/x").build())) {
            assertThatThrownBy(() -> off.reconfigure(off.options().toBuilder()
                            .enabled(true)
                            .hmacKeys(List.of("some long enough key"))
                            .build()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("restart");
        }
    }

    @Test
    void redactedNames_canBeReloaded() throws Exception {
        recorder.profiler.reconfigure(
                recorder.profiler.options().toBuilder().redact(List.of("ssn")).build());
        recorder.root().info("ssn", "1").close();
        assertThat(recorder.flushed().get(1).info()).containsEntry("ssn", "***");
    }

    @Test
    void options_neverShowKeysOrPasswords() {
        assertThat(ProfilerOptions.builder()
                        .hmacKeys(List.of("a very secret key"))
                        .connectionString("tcp://u:hush@h:1")
                        .build()
                        .toString())
                .doesNotContain("very secret", "hush")
                .contains("tcp://h:1");
    }
}
