package org.osprofiler.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BrokerUrlTest {

    @ParameterizedTest
    @CsvSource({
        "tcp://host:61616, tcp://host:61616, , ",
        "tcp://host, tcp://host:61616, , ",
        "tcp://host/, tcp://host:61616, , ",
        "tcp://[::1]:5, tcp://[::1]:5, , ",
        "tcp://u:p%40s+s@host:1, tcp://host:1, u, p@s+s",
        "tcp://u@host:1, tcp://host:1, u, ",
        "vm://0, vm://0, , ",
    })
    void broker_isTakenApart(String text, String display, String user, String password) {
        BrokerUrl broker = BrokerUrl.parse(text);
        assertThat(broker.display()).isEqualTo(display);
        assertThat(broker).hasToString(display);
        assertThat(broker.url()).startsWith(display + "?");
        assertThat(broker.user()).isEqualTo(user);
        assertThat(broker.password()).isEqualTo(password);
    }

    @Test
    void usersParameters_win() {
        assertThat(BrokerUrl.parse("tcp://h:1?sslEnabled=true&remotingThreads=3")
                        .url())
                .startsWith("tcp://h:1?sslEnabled=true&remotingThreads=3&")
                .contains("useEpoll=false")
                .doesNotContain("remotingThreads=1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "host:61616",
                "amqp://u:s3cret@host",
                "rabbit://u:s3cret@host:5672/",
                "tcp://",
                "tcp://u:s3cret@",
                "tcp://u:s3c/ret@host",
                "tcp://host:port"
            })
    void otherUrl_isRefusedWithoutTellingItsPassword(String text) {
        assertThatThrownBy(() -> BrokerUrl.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("allowed is tcp://")
                .hasMessageNotContaining("s3c");
    }
}
