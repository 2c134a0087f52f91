package org.osprofiler;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.osprofiler.wire.Notification;

class SpanInfoTest extends RecordingTest {

    @Test
    void info_addedLater_standsInTheStop_secretsHidden_textsCut() throws Exception {
        restart(o -> o.limits(limits(50, 100, 1024, Duration.ofMinutes(1))).redact(List.of("ssn")));
        Span root = recorder.root();
        root.info("rows", 7).info("userPassword", "p").info("SSN", "123").info("long", "x".repeat(100));
        root.info("bean", new Object() {
            @Override
            public String toString() {
                throw new AssertionError("application code was run");
            }
        });
        root.close();
        Map<String, ?> info = recorder.flushed().get(1).info();
        assertThat(info.get("rows")).isEqualTo(7L);
        assertThat(info.get("userPassword")).isEqualTo("***");
        assertThat(info.get("SSN")).isEqualTo("***");
        assertThat((String) info.get("long")).hasSize(64).endsWith("…");
        assertThat((String) info.get("bean")).startsWith("org.osprofiler.SpanInfoTest$");
    }

    @Test
    void tooLongANotification_isSentWithoutItsDetails() throws Exception {
        Span root = recorder.root();
        for (int i = 0; i < 70; i++) {
            root.info("é" + i, "é".repeat(1000)); // six characters each in JSON
        }
        root.close();
        List<Notification> sent = recorder.flushed();
        assertThat(sent.get(1).info()).containsOnlyKeys("omitted", "dropped", "host");
        assertThat(recorder.profiler.counters().getLost()).containsKey("too_large");
    }

    @Test
    void infoWithoutEnd_isBounded_andHarmsNobody() throws Exception {
        Span root = recorder.root();
        for (int i = 0; i < 100_000; i++) {
            root.info("row" + i, i);
        }
        root.close();
        assertThat(recorder.names()).containsExactly("wsgi-start", "wsgi-stop");
        assertThat(recorder.profiler.counters().getLost().get("too_large")).isGreaterThan(90_000);
        assertThat(recorder.flushed().get(1).info().size()).isBetween(100, 10_000);
    }

    @Test
    void infoOfTheSameName_isReplaced_theFirstErrorStands_hostIsOurs() throws Exception {
        Span root = recorder.root();
        root.info("rows", 1).info("rows", 2).info("host", "mine").info("dropped", "none");
        root.error(new IllegalStateException("first")).error(new IllegalArgumentException("second"));
        root.close();
        String payload = recorder.payloads().get(1);
        assertThat(payload)
                .contains("\"info\":{\"rows\":2,\"dropped\":\"none\",\"etype\":\"java.lang.IllegalStateException\","
                        + "\"message\":\"first\",\"host\":\"h\"}");
    }

    @Test
    void listsAndObjectsUnderASecretName_areHidden() throws Exception {
        recorder.root()
                .info(out -> out.beginArray("tokens").item("t").endArray())
                .info(out -> out.beginObject("db")
                        .beginObject("credentials")
                        .field("user", "u")
                        .endObject()
                        .field("rows", 1)
                        .endObject())
                .close();
        assertThat(recorder.payloads().get(1))
                .contains("\"info\":{\"tokens\":\"***\",\"db\":{\"credentials\":\"***\",\"rows\":1},");
    }

    @Test
    void longNames_areCut_soThatEveryStoreTakesThem() throws Exception {
        Span root = recorder.root();
        try (Scope scope = root.attach();
                Span span = Profiler.span("n".repeat(5000))) {
            span.info("k".repeat(5000), 1);
        }
        root.close();
        List<Notification> sent = recorder.flushed();
        assertThat(sent.get(2).name()).hasSizeLessThanOrEqualTo(1024).endsWith("…-stop");
        assertThat(sent.get(2).info().keySet()).allMatch(key -> key.length() <= 1024);
    }

    @Test
    void infoNestsAsDeepAsItLikes_secretsHidden() throws Exception {
        SpanInfo nested = out -> out.beginArray("list")
                .item(1)
                .beginObject()
                .field("token", "t")
                .beginArray("empty")
                .endArray()
                .endObject()
                .beginArray()
                .item(2)
                .beginObject()
                .endObject()
                .endArray()
                .endArray();
        Span root = recorder.root();
        root.info(nested).info(out -> {
            out.field("host", "mine");
            nested.write(out); // a second time: left out, as a whole
            out.field("more", true);
        });
        root.close();
        assertThat(recorder.payloads().get(1))
                .contains(
                        "\"info\":{\"list\":[1,{\"token\":\"***\",\"empty\":[]},[2,{}]],\"more\":true,\"host\":\"h\"}");
    }

    @Test
    void infoThatFails_harmsNobody() throws Exception {
        Span root = recorder.root();
        root.info(new SpanInfo() {
            @Override
            public void write(InfoWriter out) {}

            @Override
            public int weight() {
                throw new IllegalStateException("application code");
            }
        });
        root.info("more", 1).close();
        assertThat(recorder.names()).containsExactly("wsgi-start", "wsgi-stop");
        assertThat(recorder.profiler.counters().getActive()).isZero();
    }
}
