package org.osprofiler.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.osprofiler.Profiler;
import org.osprofiler.testkit.RecordedTrace;

class SecretStatementTest {

    private static Object isSecret(String statement) {
        try (RecordedTrace trace = RecordedTrace.start(options -> options.redact(List.of("pin_code")))) {
            Profiler.span("x", out -> out.field("is", SecretStatement.is(statement, out)))
                    .close();
            return trace.notifications().get(1).info().get("is");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE USER a PASSWORD 'x'",
                "UPDATE t SET user_password = ?",
                "SELECT passwd FROM t",
                "SELECT PWD FROM t",
                "INSERT INTO auth_tokens VALUES ('x')",
                "SELECT \"api-key\" FROM t",
                "SELECT a.API_KEY FROM a",
                "CREATE USER a IDENTIFIED\n BY 'x'",
                "UPDATE t SET PinCode = '1'",
            })
    void namesOfSecrets_areFoundAnywhere(String statement) {
        assertThat(isSecret(statement)).isEqualTo(true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SELECT 1", "SELECT pass, word FROM t", "UPDATE t SET pin = 1"})
    void otherStatements_areNot(String statement) {
        assertThat(isSecret(statement)).isEqualTo(false);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "SET a = 'it''s' WHERE b = 1 | SET a = '***' WHERE b = ***",
                "SET a = \"it's\", b = 'c' | SET a = \"***\", b = '***'",
                "SET a = '', b = '''' | SET a = '***', b = '***'",
                "SET a = 'it\\'s hush', b = 1 | SET a = ***",
                "SET a = 'C:\\', b = 'hush' | SET a = ***",
                "SET a = q'[it's hush]' | SET a = q***",
                "SET a = $$it's hush$$ | SET a = ***",
                "SET a = $tag$hush$tag$ | SET a = ***",
                "SET a = $1, b = $2 | SET a = $1, b = $2",
                "/* it's */ SET a = 'hush' /* ' */ | /*****/ SET a = '***' /*****/",
                "SET a = 1 -- it's 'hush' | SET a = *** ***",
                "SET a = 1 # it's 'hush' | SET a = *** ***",
                "SET a = 'hush, cut… | SET a = ***",
                "SET a1 = -12.5e3, t2.b_3=0xff | SET a1 = -***, t2.b_3=***",
                "ALTER USER scott IDENTIFIED  BY hush | ALTER USER scott IDENTIFIED  BY ***",
                "/* /* */ ' */ SET a = 'hush hush' | ***",
            })
    void texts_areHidden_whereverADialectSeesTheirEnd(String statement, String shown) {
        assertThat(SecretStatement.withoutTexts(statement)).isEqualTo(shown).doesNotContain("hush");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n"})
    void commentOfALine_endsWithIt(String lineEnd) {
        assertThat(SecretStatement.withoutTexts("SELECT 1 -- it's" + lineEnd + "AS a, 'hush'"))
                .isEqualTo("SELECT *** --***\nAS a, '***'");
    }
}
