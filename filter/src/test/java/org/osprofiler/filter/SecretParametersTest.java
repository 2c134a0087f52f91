package org.osprofiler.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.BiFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osprofiler.InfoWriter;
import org.osprofiler.Profiler;
import org.osprofiler.testkit.RecordedTrace;

class SecretParametersTest {

    private static Object shown(BiFunction<String, InfoWriter, String> hide, String text) {
        try (RecordedTrace trace = RecordedTrace.start(options -> options.redact(java.util.List.of("pin")))) {
            Profiler.span("x", out -> out.field("shown", hide.apply(text, out))).close();
            return trace.notifications().get(1).info().get("shown");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "x=%20y&b, x=%20y&b",
        "'', ''",
        "access_token=abc&x=1, access_token=***&x=1",
        "x=1&api-key=abc, x=1&api-key=***",
        "Password=a=b, Password=***",
        "access%5Ftoken=abc, access%5Ftoken=***",
        "pass%zz=1&pin=1234, pass%zz=1&pin=***",
        "token=a;b;c&x=1, token=***&x=1",
        "x=1;token=abc, x=1;token=***",
        "token, token",
        "token=, token=***",
        "&&x&=, &&x&=",
        "sessionId=abc&session=5, sessionId=***&session=5",
    })
    void query_keepsItsSpelling_butNoSecrets(String sent, String expected) {
        assertThat(shown(SecretParameters::hiddenInQuery, sent)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "/a/b, /a/b",
        "/token=1/b, /token=1/b",
        "/a;v=1/b, /a;v=1/b",
        "/a;jsessionid=abc, /a;jsessionid=***",
        "/a;JSESSIONID=abc.node1/b;v=1/, /a;JSESSIONID=***/b;v=1/",
        "/a;v=1;token=a;b/c, /a;v=1;token=***/c",
    })
    void path_keepsItsSpelling_butNoSecrets(String sent, String expected) {
        assertThat(shown(SecretParameters::hiddenInPath, sent)).isEqualTo(expected);
    }
}
