package org.osprofiler.it.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.osprofiler.it.Command;
import org.osprofiler.wire.HeaderVerifier;
import org.osprofiler.wire.HmacKey;
import org.osprofiler.wire.JsonReader;
import org.osprofiler.wire.JsonWriter;
import org.osprofiler.wire.SignedHeaders;
import org.osprofiler.wire.Verdict;

/** Headers that one side signs, the other reads; and both sign the same trace with the same bytes. */
@Tag("peers")
class SignedHeadersIT {

    private static final String WRONG_KEY = "a key that nobody signed with";
    private static final int CASES = 500;
    private static final int MAX_HEADER = 4096;

    /** What JSON and base64 have rules for. */
    private static final String ODD =
            "\u0000\u0007\t\n\r\"\\/<>&'+-_=~\u007f\u0080\u00a0\u00e4\u2028\u20ac\ud83d\ude00\ufeff";

    /** A trace, and whether Python is given the key that signs it. */
    private record Signed(String baseId, String parentId, String key, boolean pythonHasTheKey) {

        SignedHeaders ours() {
            return SignedHeaders.sign(baseId, parentId, HmacKey.of(key));
        }

        String toLine() {
            SignedHeaders ours = ours();
            return JsonWriter.toText(
                            Map.of(
                                    "base_id",
                                    baseId,
                                    "parent_id",
                                    parentId,
                                    "key",
                                    key,
                                    "keys",
                                    WRONG_KEY + (pythonHasTheKey ? " , " + key + " ," : ""),
                                    "info",
                                    ours.info(),
                                    "hmac",
                                    ours.hmac()),
                            JsonWriter.Style.PYTHON)
                    + "\n";
        }
    }

    /** What Python makes of each. */
    private static final Map<Signed, Map<?, ?>> PYTHON = new LinkedHashMap<>();

    @BeforeAll
    static void exchange() throws Exception {
        Peers.require(Peers.PYTHON_OSPROFILER);
        Random random = new Random(20140714);
        List<Signed> cases = IntStream.range(0, CASES)
                .mapToObj(i -> new Signed(
                        i % 2 == 0 ? UUID.randomUUID().toString() : text(random, 60),
                        i % 3 == 0 ? UUID.randomUUID().toString() : text(random, 60),
                        "k" + text(random, 40) + "k", // white space around a key would be dropped
                        i % 10 != 0))
                .toList();
        Command.Result python = Command.run(
                cases.stream().map(Signed::toLine).collect(Collectors.joining()),
                Map.of(),
                List.of(Peers.PYTHON, "src/test/python/headers.py"));
        assertThat(python.exit()).as(python.stderr()).isZero();
        List<String> lines = python.stdout().lines().toList();
        assertThat(lines).as(python.stderr()).hasSize(CASES);
        for (int i = 0; i < CASES; i++) {
            PYTHON.put(cases.get(i), (Map<?, ?>) JsonReader.forWire().read(lines.get(i)));
        }
        assertThat(PYTHON).hasSize(CASES);
    }

    private static String text(Random random, int longest) {
        StringBuilder text = new StringBuilder();
        int length = 1 + random.nextInt(longest);
        while (text.length() < length) {
            int at = random.nextInt(ODD.length());
            if (random.nextBoolean()) {
                text.append((char) ('a' + random.nextInt(26)));
            } else if (!Character.isSurrogate(ODD.charAt(at))) {
                text.append(ODD.charAt(at));
            } else {
                text.append("\ud83d\ude00");
            }
        }
        return text.toString();
    }

    @Test
    void sameTrace_isSignedWithTheSameBytes() {
        PYTHON.forEach((signed, python) -> assertThat(
                        List.of(signed.ours().info(), signed.ours().hmac()))
                .as(signed.toString())
                .isEqualTo(Arrays.asList(python.get("info"), python.get("hmac"))));
    }

    @Test
    void pythonsHeaders_areAcceptedWithTheirIds() {
        PYTHON.forEach((signed, python) -> {
            HmacKey key = HmacKey.of(signed.key());
            HeaderVerifier verifier = new HeaderVerifier(List.of(HmacKey.of(WRONG_KEY), key), MAX_HEADER);
            assertThat(verifier.verify(String.valueOf(python.get("info")), String.valueOf(python.get("hmac"))))
                    .isEqualTo(new Verdict.Accepted(signed.baseId(), signed.parentId(), key, 1));
        });
    }

    @Test
    void ourHeaders_pythonAcceptsWithTheirIds_ifItHasTheKey() {
        PYTHON.forEach((signed, python) -> {
            Map<String, String> accepted =
                    Map.of("base_id", signed.baseId(), "parent_id", signed.parentId(), "hmac_key", signed.key());
            assertThat(python.get("unpacked"))
                    .as(signed.toString())
                    .isEqualTo(signed.pythonHasTheKey() ? accepted : null);
        });
    }
}
