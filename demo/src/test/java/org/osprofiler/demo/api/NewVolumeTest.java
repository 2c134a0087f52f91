package org.osprofiler.demo.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NewVolumeTest {

    private static NewVolume parse(String body) throws ApiException {
        return NewVolume.parse(body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void everything_isRead() throws ApiException {
        assertThat(parse("{\"volume\": {\"size\": 7, \"name\": \"Größe\", \"description\": \"d\","
                        + " \"availability_zone\": \"az\", \"metadata\": {\"k\": \"v\"}, \"imageRef\": null}}"))
                .isEqualTo(new NewVolume(7, "Größe", "d", "az", Map.of("k", "v")));
    }

    @Test
    void sizeAlone_isEnough() throws ApiException {
        assertThat(parse("{\"volume\": {\"size\": \"5\"}}")).isEqualTo(new NewVolume(5, null, null, "nova", Map.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "\"volume\"",
                "{\"volume\": 1}",
                "{\"volumes\": {\"size\": 1}}",
                "{\"volume\": {}}",
                "{\"volume\": {\"size\": 0}}",
                "{\"volume\": {\"size\": -1}}",
                "{\"volume\": {\"size\": 1.5}}",
                "{\"volume\": {\"size\": 10000000000}}",
                "{\"volume\": {\"size\": true}}",
                "{\"volume\": {\"size\": \"many\"}}",
                "{\"volume\": {\"size\": 1, \"name\": 1}}",
                "{\"volume\": {\"size\": 1, \"description\": []}}",
                "{\"volume\": {\"size\": 1, \"metadata\": []}}",
                "{\"volume\": {\"size\": 1, \"metadata\": {\"k\": 1}}}",
                "{\"volume\": {\"size\": 1}} {}"
            })
    void whatCannotBe_isRefused(String body) {
        assertThatThrownBy(() -> parse(body))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.status()).isEqualTo(400))
                .hasMessageMatching("(Malformed|Missing|Invalid).*");
    }

    @Test
    void aLongName_isRefused() {
        assertThatThrownBy(() -> parse("{\"volume\": {\"size\": 1, \"name\": \"" + "n".repeat(256) + "\"}}"))
                .hasMessageContaining("at most 255 characters");
    }
}
