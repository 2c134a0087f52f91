package org.osprofiler.filter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuotedPathTest {

    @ParameterizedTest
    @CsvSource({
        "/v3/volumes, /v3/volumes",
        "/a%2Fb, /a/b",
        "/%7Euser, /~user",
        "/[x], /%5Bx%5D",
        "/%5bx%5d, /%5Bx%5D",
        "/a%20b, /a%20b",
        "/%C5%BDi, /%C5%BDi",
        "/Ži, /%C5%BDi",
        "/Žé, /%C5%BD%C3%A9",
        "/\u00c3\u00a9, /%C3%A9",
        "/\u00e9, /%E9",
        "/%ff%41, /%FFA",
        "/100%, /100%25",
        "/a;v=1, /a;v=1",
        "'/a,b:c@d', '/a,b:c@d'",
    })
    void path_isQuotedAsWebObDoes(String uri, String path) {
        assertThat(QuotedPath.of(uri)).isEqualTo(path);
    }
}
