package org.osprofiler.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The JavaScript and CSS of the page: its format, its rules, the tests of its modules. */
@Tag("peers")
class PageSourcesTest {

    @BeforeAll
    static void peers() {
        RealNode.require();
    }

    @Test
    void sources_areFormatted() throws Exception {
        RealNode.run(
                RealNode.program("prettier/bin/prettier.cjs"),
                "--check",
                "report/src",
                "docs/img",
                "page-assembler/src/**/*.cjs",
                "eslint.config.cjs",
                ".prettierrc.json");
    }

    @Test
    void sources_keepTheRules() throws Exception {
        RealNode.run(
                RealNode.program("eslint/bin/eslint.js"),
                "--max-warnings",
                "0",
                "report/src",
                "docs/img",
                "page-assembler/src",
                "eslint.config.cjs");
    }

    @Test
    void modules_passTheirTests() throws Exception {
        List<String> arguments = new ArrayList<>(List.of("--test", "--test-reporter=spec"));
        List<String> tests = RealNode.files("report/src/test/page", ".test.js");
        assertThat(tests).isNotEmpty();
        arguments.addAll(tests);
        RealNode.run(Map.of(), arguments);
    }

    static List<String> pages() throws Exception {
        return RealNode.lines("report/src/main/page/page.properties").stream()
                .filter(line -> line.contains(".js = "))
                .map(line -> line.substring(0, line.indexOf(".js = ")))
                .toList();
    }

    /** What is put together of the sources, as a browser reads it. */
    @ParameterizedTest
    @MethodSource("pages")
    void script_canBeRead(String page, @TempDir Path folder) throws Exception {
        Path script =
                Files.writeString(folder.resolve("page.cjs"), PageCode.of(page).script());
        RealNode.run("--check", script.toString());
    }
}
