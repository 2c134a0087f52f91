package org.osprofiler.jms;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.osprofiler.send.Destination;

class ArtemisUrlTest {

    private static ArtemisUrl url(String url) {
        return ArtemisUrl.of(new Destination(url, "host", "service", "openstack", "profiler", null));
    }

    @Test
    void plainUrl_getsOurParameters() {
        ArtemisUrl url = url("tcp://broker");
        assertThat(url.client())
                .startsWith("tcp://broker:61616?")
                .contains(
                        "useGlobalPools=false",
                        "useGlobalWorkerPool=false",
                        "remotingThreads=1",
                        "reconnectAttempts=0");
        assertThat(url.user()).isNull();
        assertThat(url.password()).isNull();
    }

    @Test
    void credentials_leaveTheUrl_decoded() {
        ArtemisUrl url = url("tcp://pro%3Afiler:a+b%40c%2F:d@broker:1234");
        assertThat(url.user()).isEqualTo("pro:filer");
        assertThat(url.password()).isEqualTo("a+b@c/:d");
        assertThat(url.client()).startsWith("tcp://broker:1234?").doesNotContain("@");
        assertThat(url).hasToString("tcp://broker:1234");
    }

    @Test
    void userWithoutPassword_isAUser() {
        assertThat(url("tcp://guest@broker").user()).isEqualTo("guest");
        assertThat(url("tcp://guest@broker").password()).isNull();
    }

    @Test
    void parametersOfTheUser_win() {
        ArtemisUrl url = url("tcp://broker:1/?callTimeout=7&sslEnabled=true&trustStorePassword=a%26b");
        assertThat(url.client())
                .endsWith("&callTimeout=7&sslEnabled=true&trustStorePassword=a%26b")
                .containsOnlyOnce("callTimeout=");
        assertThat(url).hasToString("tcp://broker:1");
    }

    @Test
    void ipv6Address_keepsItsBrackets() {
        assertThat(url("tcp://u:p@[::1]:61617").client()).startsWith("tcp://[::1]:61617?");
    }

    @Test
    void brokerInThisJvm_getsNoParametersOfTcp() {
        assertThat(url("vm://7").client()).startsWith("vm://7?").doesNotContain("remotingThreads");
        assertThat(url("vm://7").isInVm()).isTrue();
    }
}
