package org.osprofiler.paste;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptionTest {

    static Stream<Option> limits() {
        return Stream.of(Option.values()).filter(option -> option.optionName().matches("max_.*|queue.*|close_timeout"));
    }

    /** The range in the table is that of the core's record. */
    @ParameterizedTest
    @MethodSource("limits")
    void least_isWhatTheCoreTakes(Option option) {
        assertThat(effective(option, option.least()).options(new ReadFiles())).isNotNull();
        assertThatThrownBy(() -> effective(option, option.least() - 1).options(new ReadFiles()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(option.optionName() + " = ");
    }

    private static Effective effective(Option option, long value) {
        Map<Option, Object> parsed = new EnumMap<>(Option.class);
        parsed.put(option, value);
        return new Effective(
                parsed,
                Map.of(),
                new Keys(List.of(), List.of()),
                ConfigSources.builder().build());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "+", "-", "_1", "1_", "1__0", "1.0", "1e3", "0x10", "ten", "1 0", "--1", "1-"})
    void wholeNumber_asPythonsInt(String wrong) {
        assertThatThrownBy(() -> Kind.wholeNumber(wrong)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "trace_jbdc, trace_jdbc",
        "HMAC_KEYS, hmac_keys",
        "hmac-keys, hmac_keys",
        "hmackey, hmac_keys",
        "enable, enabled",
        "trace_sqlalchmey, trace_sqlalchemy"
    })
    void nearestName_isTheOneThatWasMeant(String written, String meant) {
        assertThat(NearestName.find(written, Option.names())).isEqualTo(meant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "x", "log_level", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
            })
    void nearestName_isNoneForOthers(String written) {
        assertThat(NearestName.find(written, Option.names())).isNull();
    }
}
