package org.osprofiler.fuzz;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.osprofiler.testkit.PythonSignature;
import org.osprofiler.testkit.Vectors;
import org.osprofiler.wire.HeaderVerifier;
import org.osprofiler.wire.HmacKey;
import org.osprofiler.wire.SignedHeaders;
import org.osprofiler.wire.Verdict;

/**
 * The two headers: {@code bin/fuzz headers}. An input's first byte says what the rest is, for no fuzzer guesses a signature:
 * {@code j} JSON, to be encoded and signed here; {@code s} an X-Trace-Info, to be signed here; else an X-Trace-HMAC and, behind a
 * line feed, an X-Trace-Info.
 */
class HeadersFuzzTest {

    private static final List<HmacKey> KEYS = List.of(HmacKey.of("another key"), HmacKey.of(MarkedKey.TEXT));

    private static final HeaderVerifier VERIFIER = new HeaderVerifier(KEYS, Integer.MAX_VALUE);

    /** As much as bin/fuzz has Jazzer make. */
    private static final int LONGEST = 8192;

    static Stream<byte[]> seeds() {
        return Vectors.cases("headers.json", "verify").stream().flatMap(HeadersFuzzTest::seeds);
    }

    private static Stream<byte[]> seeds(Map<String, Object> vector) {
        String info = vector.get("info") instanceof String text ? text : "";
        String hmac = vector.get("hmac") instanceof String text ? text : "";
        return Stream.of("s" + info, "j" + decoded(info), "h" + hmac + "\n" + info)
                .distinct()
                .filter(seed -> seed.length() <= LONGEST)
                .map(seed -> seed.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String decoded(String info) {
        try {
            return new String(Base64.getUrlDecoder().decode(info), StandardCharsets.ISO_8859_1);
        } catch (IllegalArgumentException e) {
            return info; // what Python's decoder alone takes
        }
    }

    @MethodSource("seeds")
    @DictionaryEntries({
        "\"base_id\"",
        "\"parent_id\"",
        "\"hmac_key\"",
        "{\"base_id\": \"",
        "null",
        "NaN",
        "-Infinity",
        "==",
        "\\u"
    })
    @FuzzTest
    void headers(byte[] input) {
        String text = new String(input, StandardCharsets.ISO_8859_1);
        char kind = text.isEmpty() ? 'h' : text.charAt(0);
        String rest = text.isEmpty() ? "" : text.substring(1);
        switch (kind) {
            case 'j' -> {
                byte[] json = rest.getBytes(StandardCharsets.ISO_8859_1);
                checkSigned(Base64.getUrlEncoder().encodeToString(json));
            }
            case 's' -> checkSigned(rest);
            default -> {
                int end = Math.max(0, rest.indexOf('\n'));
                check(rest.substring(end), rest.substring(0, end));
            }
        }
        Growth.sample(text.hashCode(), times -> rest.repeat(times), info -> VERIFIER.verify(info, sign(info)));
    }

    private static void checkSigned(String info) {
        Verdict verdict = check(info, sign(info));
        if (verdict == Verdict.Rejected.WRONG_SIGNATURE) {
            throw new AssertionError("the signature is right: " + info);
        }
    }

    private static Verdict check(String info, String hmac) {
        Verdict verdict = VERIFIER.verify(info, hmac);
        if (verdict.toString().contains(MarkedKey.TEXT)) {
            throw new AssertionError("a key is shown: " + verdict);
        }
        if (verdict instanceof Verdict.Accepted accepted) {
            SignedHeaders onward = SignedHeaders.sign(accepted.baseId(), accepted.parentId(), accepted.key());
            if (!accepted.equals(VERIFIER.verify(onward.info(), onward.hmac()))) {
                throw new AssertionError("what is signed onward is another trace: " + accepted);
            }
        }
        return verdict;
    }

    /** Not by the fuzzed code, which does not judge itself. */
    private static String sign(String info) {
        return PythonSignature.hmac(MarkedKey.TEXT, info);
    }
}
