package org.osprofiler.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osprofiler.report.Notifications;

/** What the build has put together of {@code src/main/page}. */
class PageCodeTest {

    /** Every page carries it. */
    private static final int LARGEST = 80 * 1024;

    @Test
    void pageWithoutSpans_isSmall() throws IOException {
        StringBuilder page = new StringBuilder();
        HtmlPage.write(new Notifications().trace(), page);
        assertThat(page.toString().getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(LARGEST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"trace", "diff"})
    void policy_hasTheHashesOfWhatStandsInThePage(String page) {
        PageCode code = PageCode.of(page);
        assertThat(code.policy())
                .startsWith("default-src 'none'; script-src 'sha256-")
                .doesNotContain("unsafe");
        assertThat(code.script()).startsWith("(()=>{\"use strict\";").doesNotContain("</script", "<!--");
        assertThat(code.style()).isNotEmpty().doesNotContain("</style", "@import", "url(");
    }

    @Test
    void pageWithoutScript_mayRunNone_andSendItsFormHome() {
        PageCode code = PageCode.withoutScript("list");
        assertThat(code.script()).isEmpty();
        assertThat(code.policy())
                .matches("default-src 'none'; style-src 'sha256-[^']+'; base-uri 'none'; form-action 'self'");
        assertThat(code.style()).isNotEmpty().doesNotContain("</style", "@import", "url(");
    }
}
