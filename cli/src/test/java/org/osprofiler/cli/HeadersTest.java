package org.osprofiler.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.osprofiler.testkit.Vectors;
import org.osprofiler.wire.JsonReader;
import org.osprofiler.wire.MalformedJsonException;

class HeadersTest {

    private static final String KEY = "a key of some length";

    @ParameterizedTest(name = "{0}")
    @MethodSource("signed")
    @Tag("vectors")
    void sign_vector_equalToPython(String name, Map<String, Object> vector) {
        Map<?, ?> trace = (Map<?, ?>) vector.get("trace");
        Run run = Run.of(
                "headers",
                "sign",
                "--key=" + vector.get("key"),
                "--base-id=" + trace.get("base_id"),
                "--parent-id=" + trace.get("parent_id"));

        assertThat(run)
                .isEqualTo(new Run(
                        0, "X-Trace-Info: " + vector.get("info") + "\nX-Trace-HMAC: " + vector.get("hmac") + "\n", ""));
    }

    /** Left out: dictionaries of Python's that have other fields, another order or other values than two texts, no key. */
    static Stream<Arguments> signed() throws IOException, MalformedJsonException {
        return vectors("sign")
                .filter(vector -> vector.get("key") instanceof String key && !key.isEmpty())
                .filter(vector -> vector.get("trace") instanceof Map<?, ?> trace
                        && trace.keySet().stream().toList().equals(List.of("base_id", "parent_id"))
                        && trace.values().stream().allMatch(String.class::isInstance))
                .map(vector -> Arguments.of(vector.get("name"), vector));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("verified")
    @Tag("vectors")
    void verify_vector_asPython(String name, Map<String, Object> vector) throws MalformedJsonException {
        Run run = Run.withInput(
                String.valueOf(vector.get("info")),
                "headers",
                "verify",
                "--keys=" + vector.get("hmac_keys"),
                "--info",
                "-",
                "--hmac=" + vector.get("hmac"));

        if (Boolean.TRUE.equals(vector.get("accepted")) && difference(vector).isEmpty()) {
            assertThat(run.exitCode()).isZero();
            Map<?, ?> printed = (Map<?, ?>) JsonReader.forWire().read(run.out());
            Map<String, Object> seen =
                    Vectors.map(Vectors.map(vector.get("middleware")).get("in_app"));
            String baseId = String.valueOf(printed.get("base_id"));
            if (isMade(seen.get("base_id"))) {
                assertThat(UUID.fromString(baseId)).hasToString(baseId);
            } else {
                assertThat(baseId).isEqualTo(seen.get("base_id"));
            }
            assertThat(printed.get("parent_id"))
                    .isEqualTo(isMade(seen.get("parent_id")) ? baseId : seen.get("parent_id"));
            assertThat(printed.get("key_index")).isEqualTo(vector.get("key_index"));
        } else {
            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.out()).isEmpty();
            assertThat(run.err()).startsWith("osprofiler: not accepted: ");
        }
    }

    private static boolean isMade(@Nullable Object id) {
        return id instanceof String text && text.startsWith("<id-");
    }

    /** Left out: what cannot be given to a command: a header that is absent, or whose last character is a line end. */
    static Stream<Arguments> verified() throws IOException, MalformedJsonException {
        return vectors("verify")
                .filter(vector -> vector.get("info") instanceof String info && !info.endsWith("\n"))
                .filter(vector -> vector.get("hmac") instanceof String)
                .map(vector -> Arguments.of(difference(vector) + vector.get("name"), vector));
    }

    /** The number of what ours does on purpose, in front of the name; empty where it is to do as Python. */
    private static String difference(Map<String, Object> vector) {
        if (vector.containsKey("unpack_raised")) {
            return "[D3] ";
        }
        if (!Boolean.TRUE.equals(vector.get("accepted"))) {
            return "";
        }
        if (String.valueOf(vector.get("info")).length() > 4096) {
            return "[D1] ";
        }
        Map<String, Object> sent = Vectors.maps(
                        Vectors.map(vector.get("middleware")).get("notifications"))
                .get(0);
        return isId(sent.get("base_id")) && isId(sent.get("parent_id")) ? "" : "[D2] ";
    }

    private static boolean isId(@Nullable Object id) {
        return id instanceof String text && text.codePointCount(0, text.length()) <= 255;
    }

    private static Stream<Map<String, Object>> vectors(String part) {
        return Vectors.cases("headers.json", part).stream();
    }

    @Test
    void sign_withoutIds_newTraceThatVerifies() {
        Run signed = Run.of("headers", "sign", "--key", KEY);
        String values = signed.out().replace("X-Trace-Info: ", "").replace("X-Trace-HMAC: ", "");

        Run verified =
                Run.withInput(values, "headers", "verify", "--keys", "other, " + KEY, "--info", "-", "--hmac", "-");

        assertThat(verified.exitCode()).isZero();
        assertThat(verified.out())
                .matches("\\{\"base_id\": \"([0-9a-f-]{36})\", \"parent_id\": \"\\1\", \"key_index\": 1}\n");
    }

    @Test
    void sign_json_oneObject() {
        Run run = Run.withEnvironment(Map.of("OS_PROFILE", KEY), "headers", "sign", "--json", "--base-id", "b");

        assertThat(run.out()).matches("\\{\"X-Trace-Info\": \"[^\"]+\", \"X-Trace-HMAC\": \"[0-9a-f]{40}\"}\n");
    }

    @Test
    void sign_withoutKey_usageError() {
        Run run = Run.of("headers", "sign");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("--key").contains("OS_PROFILE").hasLineCount(1);
    }

    @Test
    void verify_wrongKey_failsWithoutOutput() {
        Run signed = Run.of("headers", "sign", "--key", KEY);
        String values = signed.out().replace("X-Trace-Info: ", "").replace("X-Trace-HMAC: ", "");

        Run run = Run.withInput(values, "headers", "verify", "--keys", "other", "--info", "-", "--hmac", "-");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).doesNotContain("other").hasLineCount(1);
    }

    @Test
    void verify_keysWithoutAny_notAccepted() {
        Run run = Run.of("headers", "verify", "--keys", " , ", "--info", "x", "--hmac", "y");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("--keys");
    }

    @Test
    void verify_longInput_notAccepted() {
        Run run = Run.withInput("a".repeat(100_000), "headers", "verify", "--keys", KEY, "--info", "-", "--hmac", "y");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("longer than");
    }
}
