package org.osprofiler.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
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
            return (String) vector.get(field);
        }

        boolean isAcceptedByPython() {
            return Boolean.TRUE.equals(vector.get("accepted"));
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
            Map<?, ?> vectors = (Map<?, ?>)
                    Objects.requireNonNull(writtenOut(JsonReader.forFiles().read(in.readAllBytes())));
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
    void headers_areAcceptedAsByPython(Case vector) {
        List<String> keys = HmacKey.split(String.valueOf(vector.text("hmac_keys")));
        HeaderVerifier verifier =
                new HeaderVerifier(keys.stream().map(HmacKey::of).toList(), MAX_LENGTH);
        Verdict verdict = verifier.verify(vector.text("info"), vector.text("hmac"));
        String difference = difference(vector);
        if (difference != null) {
            System.out.println(vector + ": " + difference);
            assertThat(verdict).as(difference).isInstanceOf(Verdict.Rejected.class);
        } else if (vector.isAcceptedByPython()) {
            assertAccepted(vector, verdict, keys);
        } else {
            assertThat(vector.vector.get("unpack_raised"))
                    .as("what only D3 excuses")
                    .isNull();
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
        String baseId = String.valueOf(inApplication.get("base_id"));
        if (baseId.startsWith("<id-")) {
            assertThat(UUID.fromString(accepted.baseId())).hasToString(accepted.baseId());
        } else {
            assertThat(accepted.baseId()).isEqualTo(baseId);
        }
        Object parentId = inApplication.get("parent_id");
        assertThat(accepted.parentId()).isEqualTo(baseId.equals(parentId) ? accepted.baseId() : parentId);
        assertThat(accepted.key().text()).isEqualTo(inApplication.get("hmac_key"));
    }

    /** Why ours does not accept what Python accepts, or fails with; null when it is to do as Python. */
    private static @Nullable String difference(Case vector) {
        if (vector.vector.containsKey("unpack_raised")) {
            boolean isAscii = StandardCharsets.US_ASCII.newEncoder().canEncode(String.valueOf(vector.text("hmac")));
            return isAscii ? null : "D3: an HMAC outside ASCII is not accepted";
        }
        if (!vector.isAcceptedByPython()) {
            return null;
        }
        String info = String.valueOf(vector.text("info"));
        String hmac = String.valueOf(vector.text("hmac"));
        if (info.length() > MAX_LENGTH || hmac.length() > MAX_LENGTH) {
            return "D1: a header of more than " + MAX_LENGTH + " characters is not accepted";
        }
        Map<?, ?> unpacked = (Map<?, ?>) Objects.requireNonNull(vector.vector.get("unpacked"));
        return isNoId(unpacked.get("base_id")) || isNoId(unpacked.get("parent_id"))
                ? "D2: an id that is no text, or has more than " + HeaderVerifier.MAX_ID_LENGTH
                        + " characters, is not accepted"
                : null;
    }

    private static boolean isNoId(@Nullable Object id) {
        return id instanceof String text
                ? text.codePointCount(0, text.length()) > HeaderVerifier.MAX_ID_LENGTH
                : !isFalse(id);
    }

    private static boolean isFalse(@Nullable Object id) {
        return id == null
                || List.of(false, List.of(), Map.of()).contains(id)
                || id instanceof Number number && number.doubleValue() == 0;
    }

    /** With long texts, and numbers that are none, as they are: vectors/README.md, "Conventions". */
    private static @Nullable Object writtenOut(@Nullable Object value) {
        if (value instanceof List<?> list) {
            return list.stream()
                    .<@Nullable Object>map(HeaderVectorsTest::writtenOut)
                    .collect(Collectors.toCollection(ArrayList::new));
        }
        if (!(value instanceof Map<?, ?> object)) {
            return value;
        }
        if (object.get("$repeat") instanceof List<?> parts) {
            return parts.stream()
                    .map(part -> (List<?>) part)
                    .map(part -> String.valueOf(part.get(0)).repeat(((Long) part.get(1)).intValue()))
                    .collect(Collectors.joining());
        }
        if (object.get("$float") instanceof String number) {
            return Double.valueOf(number.replace("nan", "NaN").replace("inf", "Infinity"));
        }
        Map<Object, @Nullable Object> fields = new LinkedHashMap<>();
        object.forEach((name, each) -> fields.put(name, writtenOut(each)));
        return fields;
    }
}
