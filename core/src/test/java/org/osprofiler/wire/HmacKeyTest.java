package org.osprofiler.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HmacKeyTest {

    @ParameterizedTest
    @CsvSource({"a, …", "1234567, …", "12345678, 12…", "SECRET_KEY, SE…"})
    void key_isShownMaskedOnly(String key, String shown) {
        assertThat(HmacKey.of(key)).hasToString(shown);
        assertThat(HmacKey.mask(key)).isEqualTo(shown);
    }

    @Test
    void emptyKey_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HmacKey.of(""))
                .withMessage("an HMAC key must not be empty");
    }

    @Test
    void key_signsTheSame_fromManyThreads() {
        HmacKey key = HmacKey.of("SECRET_KEY");
        String expected = key.sign("e30=");
        List<String> signatures = IntStream.range(0, 2_000)
                .parallel()
                .mapToObj(i -> key.sign("e30="))
                .distinct()
                .toList();
        assertThat(signatures).containsExactly(expected);
    }

    @Test
    void headers_ofTheWrongLength_areRefused_beforeAnyWork() {
        HeaderVerifier verifier = new HeaderVerifier(List.of(HmacKey.of("SECRET_KEY")), 4096);
        String longInfo = "A".repeat(4097);
        assertThat(verifier.verify(longInfo, HmacKey.of("SECRET_KEY").sign(longInfo)))
                .isEqualTo(Verdict.Rejected.TOO_LONG);
        String longest = "A".repeat(4096);
        assertThat(verifier.verify(longest, HmacKey.of("SECRET_KEY").sign(longest)))
                .isEqualTo(Verdict.Rejected.NOT_JSON);
    }

    /** As in Python and in databases, one outside the BMP is one character. */
    @Test
    void ids_haveAtMost255Characters() {
        HmacKey key = HmacKey.of("a key of some length");
        HeaderVerifier verifier = new HeaderVerifier(List.of(key), 10_000);
        for (String character : List.of("a", "é", "\ud83d\ude00")) {
            String longest = character.repeat(255);
            SignedHeaders taken = SignedHeaders.sign(longest, "p", key);
            SignedHeaders tooLong = SignedHeaders.sign("b", longest + "a", key);

            assertThat(verifier.verify(taken.info(), taken.hmac()))
                    .isEqualTo(new Verdict.Accepted(longest, "p", key, 0));
            assertThat(verifier.verify(tooLong.info(), tooLong.hmac())).isEqualTo(Verdict.Rejected.WRONG_ID);
        }
    }

    @Test
    void headers_goThroughPropertiesOfAMessage() {
        SignedHeaders headers = SignedHeaders.sign("b", "p", HmacKey.of("SECRET_KEY"));
        StringBuilder names = new StringBuilder();
        headers.injectProperties((name, value) -> names.append(name).append(' '));
        headers.inject((name, value) -> names.append(name).append(' '));
        assertThat(names).hasToString("X_Trace_Info X_Trace_HMAC X-Trace-Info X-Trace-HMAC ");
    }
}
