package org.osprofiler.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class MarkedKeyTest {

    private static MarkedKey into(String content) {
        return MarkedKey.into(content.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void marker_standsBeforeEveryKey() {
        String content = "[a]\nhmac_keys = one\n[b]\rhmac_keys:two # grün\n# hmac_keys";
        assertThat(new String(into(content).content(), StandardCharsets.UTF_8))
                .isEqualTo("[a]\nhmac_keys = " + MarkedKey.TEXT + " one\n[b]\rhmac_keys: " + MarkedKey.TEXT
                        + "two # grün\n# hmac_keys");
    }

    @Test
    void shownKey_isFound() {
        MarkedKey key = into("hmac_keys = x");
        assertThatThrownBy(() -> key.mustNotBeIn("line 1: '" + MarkedKey.TEXT.substring(0, 12) + "…'"))
                .isInstanceOf(AssertionError.class);
        assertThatCode(() -> key.mustNotBeIn(MarkedKey.TEXT.substring(0, 2) + "…"))
                .doesNotThrowAnyException();
    }

    @Test
    void markerThatStoodElsewhereBefore_mayBeShown() {
        MarkedKey key = into("[" + MarkedKey.TEXT + "]\nhmac_keys = x");
        assertThatCode(() -> key.mustNotBeIn("no section [" + MarkedKey.TEXT + "]"))
                .doesNotThrowAnyException();
    }

    @Test
    void keyThatIsReferredTo_mayBeShown() {
        assertThatCode(() -> into("hmac_keys = x\nservice = %(hmac_keys)s").mustNotBeIn(MarkedKey.TEXT))
                .doesNotThrowAnyException();
    }
}
