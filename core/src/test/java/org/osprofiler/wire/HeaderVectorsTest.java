package org.osprofiler.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What Python's OSProfiler signs and accepts, from {@code vectors/headers.json}. Where ours decides otherwise (D1 to D3 of
 * the contract) a rule on the case's input says so.
 */
@Tag("vectors")
class HeaderVectorsTest {

    private static final int MAX_LENGTH = 4096;

    record Case(String name, Map<?, ?> vector) {
        @Nullable
        String text(String field) {
            return HeaderVectorsTest.text(vector.get(field));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> sign() throws IOException {
        return cases("sign");
    }

    static Stream<Case> split() throws IOException {
        return cases("split");
    }

    static Stream<Case> verify() throws IOException {
        return cases("verify");
    }

    /** The testkit's reader is not for this module, which the testkit is made of. */
    private static Stream<Case> cases(String list) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(HeaderVectorsTest.class.getResourceAsStream("/vectors/headers.json"))) {
            Map<?, ?> vectors =
                    (Map<?, ?>) Objects.requireNonNull(JsonReader.forFiles().read(in.readAllBytes()));
            return ((List<?>) Objects.requireNonNull(vectors.get(list)))
                    .stream().map(each -> (Map<?, ?>) each).map(each -> new Case(name(each), each));
        }
    }

    private static String name(Map<?, ?> vector) {
        return vector.containsKey("name") ? String.valueOf(vector.get("name")) : "'" + vector.get("hmac_keys") + "'";
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sign")
    void signedHeaders_equalPythons(Case vector) {
        Map<?, ?> trace = (Map<?, ?>) Objects.requireNonNull(vector.vector.get("trace"));
        String json = JsonWriter.toText(trace, JsonWriter.Style.PYTHON);
        String info = Base64.getUrlEncoder().encodeToString(json.getBytes(StandardCharsets.US_ASCII));
        assertThat(json).isEqualTo(vector.text("json"));
        assertThat(info).isEqualTo(vector.text("info"));
        String key = vector.text("key");
        if (key == null || key.isEmpty()) {
            assertThatIllegalArgumentException().isThrownBy(() -> HmacKey.of(""));
            return;
        }
        HmacKey signer = HmacKey.of(key);
        assertThat(signer.sign(info)).isEqualTo(vector.text("hmac"));
        if (List.copyOf(trace.keySet()).equals(List.of("base_id", "parent_id"))
                && trace.get("base_id") instanceof String baseId
                && trace.get("parent_id") instanceof String parentId) {
            assertThat(SignedHeaders.sign(baseId, parentId, signer))
                    .isEqualTo(new SignedHeaders(info, String.valueOf(vector.text("hmac"))));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("split")
    void hmacKeys_splitAsPythons(Case vector) {
        assertThat(HmacKey.split(String.valueOf(vector.text("hmac_keys")))).isEqualTo(vector.vector.get("keys"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("verify")
    void headers_areAcceptedAsByPython(Case vector, TestReporter reporter) {
        List<String> keys = HmacKey.split(String.valueOf(vector.text("hmac_keys")));
        String info = vector.text("info");
        HeaderVerifier verifier =
                new HeaderVerifier(keys.stream().map(HmacKey::of).toList(), MAX_LENGTH);
        Verdict verdict = verifier.verify(info, vector.text("hmac"));
        String difference = difference(vector, info);
        if (difference != null) {
            reporter.publishEntry("differs from Python on purpose", difference);
            assertThat(verdict).as(difference).isInstanceOf(Verdict.Rejected.class);
        } else if (Boolean.TRUE.equals(vector.vector.get("accepted"))) {
            assertAccepted(vector, verdict, keys);
        } else {
            assertThat(verdict).isInstanceOf(Verdict.Rejected.class);
        }
    }

    private static void assertAccepted(Case vector, Verdict verdict, List<String> keys) {
        assertThat(verdict).isInstanceOf(Verdict.Accepted.class);
        Verdict.Accepted accepted = (Verdict.Accepted) verdict;
        assertThat((long) accepted.keyIndex()).isEqualTo(vector.vector.get("key_index"));
        assertThat(accepted.key().text()).isEqualTo(keys.get(accepted.keyIndex()));
        Map<?, ?> middleware = (Map<?, ?>) Objects.requireNonNull(vector.vector.get("middleware"));
        Map<?, ?> inApplication = (Map<?, ?>) Objects.requireNonNull(middleware.get("in_app"));
        String baseId = String.valueOf(text(inApplication.get("base_id")));
        if (baseId.startsWith("<id-")) {
            assertThat(UUID.fromString(accepted.baseId())).hasToString(accepted.baseId());
        } else {
            assertThat(accepted.baseId()).isEqualTo(baseId);
        }
        String parentId = text(inApplication.get("parent_id"));
        assertThat(accepted.parentId()).isEqualTo(baseId.equals(parentId) ? accepted.baseId() : parentId);
        assertThat(accepted.key().text()).isEqualTo(text(inApplication.get("hmac_key")));
    }

    private static @Nullable String difference(Case vector, @Nullable String info) {
        if (info != null && info.length() > MAX_LENGTH && Boolean.TRUE.equals(vector.vector.get("accepted"))) {
            return "D1: longer than " + MAX_LENGTH + " characters";
        }
        if (vector.vector.containsKey("unpack_raised")
                && !StandardCharsets.US_ASCII.newEncoder().canEncode(String.valueOf(vector.text("hmac")))) {
            return "D3: an HMAC outside ASCII";
        }
        return vector.vector.get("unpacked") instanceof Map<?, ?> unpacked
                        && (isNoId(unpacked.get("base_id")) || isNoId(unpacked.get("parent_id")))
                ? "D2: an id that is no text, or too long"
                : null;
    }

    private static boolean isNoId(@Nullable Object id) {
        boolean isFalse =
                id == null || List.of("", false, 0L, 0.0, List.of(), Map.of()).contains(id);
        String text = text(id);
        return !isFalse && (text == null || text.length() > HeaderVerifier.MAX_ID_LENGTH);
    }

    /** The text itself, or the long one that {@code $repeat} stands for; null for anything else. */
    private static @Nullable String text(@Nullable Object value) {
        if (value instanceof Map<?, ?> map && map.get("$repeat") instanceof List<?> parts) {
            StringBuilder text = new StringBuilder();
            for (Object part : parts) {
                List<?> textAndTimes = (List<?>) part;
                text.append(String.valueOf(textAndTimes.get(0)).repeat(((Long) textAndTimes.get(1)).intValue()));
            }
            return text.toString();
        }
        return value instanceof String text ? text : null;
    }
}
