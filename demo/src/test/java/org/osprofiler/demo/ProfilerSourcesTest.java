package org.osprofiler.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osprofiler.ProfilerOptions;

class ProfilerSourcesTest {

    private static ProfilerOptions read(DemoOptions options, String broker) throws Exception {
        try (ProfilerSources sources = new ProfilerSources(options)) {
            sources.writeOverlay(broker);
            return sources.load("volume-manager");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"pa$$word", "$HOME", "${profiler.enabled}", "'quoted'", "a#b", "a=b:c", "back\\slash", "\"", "$"
            })
    void whatTheOptionsSay_isReadAsItIs(String text) throws Exception {
        ProfilerOptions read = read(
                DemoOptions.defaults()
                        .withConnectionString("http://u:" + text + "@127.0.0.1:1")
                        .withHmacKeys(List.of(text, "older")),
                "tcp://u:" + text + "@127.0.0.1:1");
        assertThat(read.transportUrl()).isEqualTo("tcp://u:" + text + "@127.0.0.1:1");
        assertThat(read.connectionString()).isEqualTo("http://u:" + text + "@127.0.0.1:1");
        assertThat(read.hmacKeys()).containsExactly(text, "older");
    }

    @Test
    void options_beatTheConf_whoseOtherLinesCount(@TempDir Path dir) throws Exception {
        Path conf = Files.writeString(
                dir.resolve("cinder.conf"), "[profiler]\nhmac_keys = of the conf\ntransport_url = tcp://conf:1");
        ProfilerOptions read = read(DemoOptions.defaults().withConf(conf), "tcp://option:1");
        assertThat(read.transportUrl()).isEqualTo("tcp://option:1");
        assertThat(read.hmacKeys()).containsExactly("of the conf");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp://h:1\nenabled = no", "tcp://h:1\renabled = no", "tcp://u:\\$x@h:1"})
    void aUrlThatAFileCannotHold_isRefused(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DemoOptions.defaults().withBroker(url))
                .withMessageStartingWith("the broker must not have a line break");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DemoOptions.defaults().withConnectionString(url))
                .withMessageStartingWith("the connection string must not have a line break");
    }
}
