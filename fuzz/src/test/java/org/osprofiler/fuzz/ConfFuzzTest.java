package org.osprofiler.fuzz;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.osprofiler.paste.ConfigSources;
import org.osprofiler.testkit.Vectors;

/** The oslo-style conf: {@code bin/fuzz conf}. */
class ConfFuzzTest {

    static Stream<byte[]> seeds() {
        return Vectors.cases("oslo_config.json", "cases").stream().flatMap(ConfFuzzTest::files);
    }

    private static Stream<byte[]> files(Map<String, Object> vector) {
        return vector.get("files") instanceof List<?> files
                ? files.stream().map(file -> String.valueOf(file).getBytes(StandardCharsets.UTF_8))
                : Stream.of(Base64.getDecoder().decode(String.valueOf(vector.get("file_base64"))));
    }

    @MethodSource("seeds")
    @DictionaryEntries({
        "[profiler]",
        "[DEFAULT]",
        "[oslo_messaging_notifications]",
        "hmac_keys = ",
        "enabled = true",
        "profiler_enabled",
        "control_exchange",
        "connection_string = http://",
        "transport_url = rabbit://user:password@host/",
        "queue = ",
        "$queue",
        "${profiler.",
        "$$",
        "\\$"
    })
    @FuzzTest
    void conf(byte[] content) {
        Configuration.check(content, conf -> ConfigSources.builder().conf(conf));
    }
}
