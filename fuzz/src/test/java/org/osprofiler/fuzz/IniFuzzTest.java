package org.osprofiler.fuzz;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.osprofiler.paste.ConfigSources;
import org.osprofiler.testkit.Vectors;

/** The api-paste ini: {@code bin/fuzz ini}. */
class IniFuzzTest {

    static Stream<byte[]> seeds() {
        return Vectors.cases("paste.json", "cases").stream().map(IniFuzzTest::ini);
    }

    private static byte[] ini(Map<String, Object> vector) {
        return vector.get("ini") instanceof String text
                ? text.getBytes(StandardCharsets.UTF_8)
                : Base64.getDecoder().decode(String.valueOf(vector.get("ini_base64")));
    }

    @MethodSource("seeds")
    @DictionaryEntries({
        "[filter:osprofiler]",
        "[filter-app:",
        "[DEFAULT]",
        "hmac_keys = ",
        "enabled = yes",
        "use = ",
        "use = egg:osprofiler#osprofiler",
        "set ",
        "get ",
        "%(here)s",
        "%(",
        ")s",
        "%%",
        "connection_string = http://",
        "transport_url = rabbit://user:password@host/",
        "max_keys = ",
        "paste.filter_factory = osprofiler.web:WsgiMiddleware.factory",
        " # "
    })
    @FuzzTest
    void ini(byte[] content) {
        Configuration.check(content, ini -> ConfigSources.builder().ini(ini));
    }
}
