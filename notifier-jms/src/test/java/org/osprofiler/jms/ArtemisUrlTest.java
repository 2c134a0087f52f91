package org.osprofiler.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArtemisUrlTest {

    private static Map<String, String> settings(String url, Map<String, String> defaults) {
        String client = ArtemisUrl.of(url).client(defaults);
        return Arrays.stream(client.substring(client.indexOf('?') + 1).split("&"))
                .map(setting -> setting.split("=", 2))
                .collect(Collectors.toMap(setting -> setting[0], setting -> setting[1]));
    }

    @ParameterizedTest
    @CsvSource({
        "tcp://broker,                                  tcp://broker:61616, ,            ",
        "TCP://broker/,                                 tcp://broker:61616, ,            ",
        "tcp://[::1]:5,                                 tcp://[::1]:5,      ,            ",
        "tcp://guest@broker,                            tcp://broker:61616, guest,       ",
        "tcp://pro%3Afiler:a+b%40c%2F:d@broker:1234/?a=b, tcp://broker:1234, pro:filer,   a+b@c/:d",
        "vm://7,                                        vm://7,             ,            ",
    })
    void url_isTakenApart(String text, String display, String user, String password) {
        ArtemisUrl url = ArtemisUrl.of(text);
        assertThat(url).hasToString(display);
        assertThat(url.display()).isEqualTo(display);
        assertThat(url.user()).isEqualTo(user);
        assertThat(url.password()).isEqualTo(password);
        assertThat(url.client(Map.of())).startsWith(display + "?").doesNotContain("@");
    }

    @Test
    void plainUrl_getsOurSettings() {
        assertThat(settings("tcp://broker", Map.of("callTimeout", "5", "reconnectAttempts", "-1")))
                .containsEntry("useGlobalPools", "false")
                .containsEntry("useGlobalWorkerPool", "false")
                .containsEntry("remotingThreads", "1")
                .containsEntry("useTopologyForLoadBalancing", "false")
                .containsEntry("callTimeout", "5")
                .as("those of the caller beat the general ones")
                .containsEntry("reconnectAttempts", "-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"&", ";"})
    void parametersOfTheUser_win(String separator) {
        String url = "tcp://broker:1/?callTimeout=7&useEpoll=true&trustStorePassword=a%26b".replace("&", separator);
        assertThat(settings(url, Map.of("callTimeout", "5")))
                .containsEntry("callTimeout", "7")
                .containsEntry("useEpoll", "true")
                .containsEntry("trustStorePassword", "a%26b")
                .containsEntry("useKQueue", "false");
    }

    @Test
    void brokerInThisJvm_getsNoSettingsOfTcp() {
        assertThat(settings("vm://7", Map.of())).containsKey("useGlobalPools").doesNotContainKey("remotingThreads");
        assertThat(ArtemisUrl.of("vm://7").isInVm()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                            | no URL of an Artemis broker",
                "broker:61616                  | no URL of an Artemis broker",
                "amqp://u:s3cret@broker        | no URL of an Artemis broker",
                "rabbit://u:s3cret@broker:5672/| RabbitMQ is not yet in this version",
                "tcp://                        | is no URL",
                "tcp://u:s3cret@               | names no host",
                "tcp://u:s3c/ret@broker        | names no host",
                "tcp://u:s3c%zz@broker         | is no URL",
                "tcp://u:s3cret@broker:port    | names no host",
                "tcp://u:s3cret@broker:65536   | port between 1 and 65535",
            })
    void otherUrl_isRefused_withoutTellingItsPassword(String text, String problem) {
        assertThatThrownBy(() -> ArtemisUrl.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(problem)
                .hasMessageContaining("write tcp://HOST:61616")
                .hasMessageNotContaining("s3c")
                .hasMessageNotContaining("zz");
    }

    @ParameterizedTest
    @ValueSource(strings = {"trustStoreType=PEM", "keyStoreType=PEMCFG", "sslEnabled=true;trustStoreType=pem"})
    void pemStore_isRefusedAtOnce_namingWhatWorks(String parameters) {
        assertThatThrownBy(() -> ArtemisUrl.of("tcp://u:s3cret@broker?" + parameters))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'tcp://broker:61616' has ")
                .hasMessageContaining("StoreType=PKCS12 or JKS")
                .hasMessageContaining("de.dentrassi.crypto:pem-keystore")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void parameters_cannotBeChanged() {
        assertThatThrownBy(() -> ArtemisUrl.of("tcp://broker?a=b").parameters().clear())
                .isInstanceOf(UnsupportedOperationException.class);
    }
}
