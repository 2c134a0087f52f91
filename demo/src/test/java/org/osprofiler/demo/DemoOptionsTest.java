package org.osprofiler.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemoOptionsTest {

    @Test
    void defaults_areThoseOfTheClient() {
        assertThat(DemoOptions.defaults().port()).isEqualTo(8776);
        assertThat(DemoOptions.defaults().hmacKeys()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rabbit://guest:sesame@127.0.0.1:5672/", "127.0.0.1:61616", "", "vm://0"})
    void aBrokerThatSpeaksNoJms_isRefused_withoutItsPassword(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DemoOptions.defaults().withBroker(url))
                .withMessageContaining("tcp://HOST:61616")
                .withMessageNotContaining("sesame");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " padded", "two,keys", "two\nlines"})
    void aKeyThatAFileCannotHold_isRefused(String key) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DemoOptions.defaults().withHmacKeys(List.of(key)))
                .withMessageStartingWith("a key must not");
    }

    @Test
    void toString_showsNoSecret() {
        assertThat(DemoOptions.defaults()
                        .withHmacKeys(List.of("sesame"))
                        .withBroker("tcp://u:sesame@h:1")
                        .withConnectionString("http://u:sesame@h"))
                .asString()
                .doesNotContain("sesame");
    }

    @Test
    void aBrokerThatIsNoUrl_isRefused_withoutItsPassword() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BrokerClient("tcp://u:sesame@ho st:1"))
                .withMessageContaining("tcp://USER:PASSWORD@HOST:61616")
                .withMessageNotContaining("sesame");
    }
}
