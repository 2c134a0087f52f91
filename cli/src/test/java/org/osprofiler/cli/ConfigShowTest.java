package org.osprofiler.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osprofiler.wire.JsonReader;
import org.osprofiler.wire.MalformedJsonException;

class ConfigShowTest {

    @TempDir
    Path folder;

    @Test
    void show_ini_effectiveOptionsWithMaskedSecrets() throws Exception {
        Run run = Run.of("config", "show", ini("enabled = yes", "connection_string = http://u:secret@h:8777"));

        assertThat(run.exitCode()).isZero();
        assertThat(json(run))
                .containsEntry("hmac_keys", List.of("0t…", "…"))
                .containsEntry("enabled", true)
                .containsEntry("project", "cinder");
        assertThat(run.out()).doesNotContain("other-key").doesNotContain("secret");
    }

    @Test
    void show_sources_sayWhereEachOptionStands() throws Exception {
        Path conf = Files.writeString(folder.resolve("cinder.conf"), "[profiler]\nhmac_keys = another-key-of-it\n");
        String ini = ini("enabled = yes", "connection_string = http://h:8777");

        Run run = Run.withEnvironment(
                Map.of("OS_PROFILER__SERVICE", "volume"), "config", "show", "--conf", conf.toString(), ini);

        assertThat(json(run))
                .extractingByKey("sources")
                .asInstanceOf(MAP)
                .containsEntry("hmac_keys", conf + ":2")
                .containsEntry("enabled", ini + ":5")
                .containsEntry("connection_string", ini + ":6")
                .containsEntry("service", "environment OS_PROFILER__SERVICE")
                .containsEntry("max_spans", "default");
        Map<String, Object> options = new LinkedHashMap<>(json(run));
        assertThat(options.remove("sources")).asInstanceOf(MAP).hasSameSizeAs(options);
    }

    @Test
    void show_reveal_inClear() throws Exception {
        Run run = Run.of(
                "config", "show", "--reveal", ini("enabled = yes", "connection_string = http://u:secret@h:8777"));

        assertThat(json(run))
                .containsEntry("hmac_keys", List.of("0ther-key-of-length", "short"))
                .containsEntry("connection_string", "http://u:secret@h:8777");
    }

    @Test
    void show_conf_beatsIni() throws Exception {
        Path conf = Files.writeString(folder.resolve("cinder.conf"), "[profiler]\nenabled = false\n");

        Run run = Run.of("config", "show", "--conf", conf.toString(), ini("enabled = yes"));

        assertThat(json(run)).containsEntry("enabled", false);
    }

    @Test
    void show_environment_namesTheFile() throws Exception {
        Run run = Run.withEnvironment(Map.of("OSPROFILER_PASTE_INI", ini("enabled = no")), "config", "show");

        assertThat(json(run)).containsEntry("enabled", false);
    }

    @Test
    void show_blankVariable_namesNothing() {
        Run run = Run.withEnvironment(Map.of("OSPROFILER_PASTE_INI", " "), "config", "show");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("no configuration named").hasLineCount(1);
    }

    @Test
    void show_otherSection_thatOne() throws Exception {
        Path ini = Files.writeString(
                folder.resolve("b.ini"),
                "[filter:mine]\npaste.filter_factory = osprofiler.web:WsgiMiddleware.factory\nproject = p\n");

        assertThat(json(Run.of("config", "show", "--section", "filter:mine", ini.toString())))
                .containsEntry("project", "p");
    }

    @Test
    void show_wrongValue_namesFileAndLine() throws Exception {
        String ini = ini("enabled = perhaps");

        Run run = Run.of("config", "show", ini);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("osprofiler: " + ini + ":5: ").contains("perhaps");
    }

    @Test
    void show_twoProblems_aLineEach() throws Exception {
        Run run = Run.of("config", "show", ini("enabled = perhaps", "trace_jdbc = maybe"));

        assertThat(run.err().lines()).hasSize(2).allMatch(line -> line.startsWith("osprofiler: " + folder));
    }

    @Test
    void show_missingFile_usageError() {
        Run run = Run.of("config", "show", folder.resolve("none.ini").toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("none.ini").hasLineCount(1);
    }

    @Test
    void show_nothingNamed_usageError() {
        Run run = Run.of("config", "show");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("OSPROFILER_PASTE_INI").hasLineCount(1);
    }

    @Test
    void show_warnings_onStderrAndStillDone() throws Exception {
        Run run = Run.of("config", "show", ini("enabled = no", "enabld = yes"));

        assertThat(run.exitCode()).isZero();
        assertThat(json(run)).containsEntry("enabled", false);
        assertThat(run.err())
                .startsWith("osprofiler: warning: " + folder.resolve("api-paste.ini") + ":6: ")
                .contains("enabld")
                .hasLineCount(1);
    }

    @Test
    void show_confAlone_itsOptions() throws Exception {
        Path conf =
                Files.writeString(folder.resolve("a.conf"), "[profiler]\nenabled = false\nhmac_keys = a-long-key\n");

        Run run = Run.of("config", "show", "--conf", conf.toString());

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(json(run)).containsEntry("enabled", false).containsEntry("hmac_keys", List.of("a-…"));
    }

    @Test
    void show_fileThatCannotBeRead_usageErrorSaysWhy() {
        Run run = Run.of("config", "show", folder.toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .startsWith("osprofiler: " + folder + ": cannot be read: ")
                .containsIgnoringCase("is a directory")
                .hasLineCount(1);
    }

    private String ini(String... lines) throws IOException {
        String head = """
                [filter:osprofiler]
                paste.filter_factory = osprofiler.web:WsgiMiddleware.factory
                hmac_keys = 0ther-key-of-length, short
                project = cinder
                """;
        return Files.writeString(folder.resolve("api-paste.ini"), head + String.join("\n", lines) + "\n")
                .toString();
    }

    @SuppressWarnings("unchecked") // JSON objects have text keys only
    private static Map<String, Object> json(Run run) throws MalformedJsonException {
        return (Map<String, Object>) Objects.requireNonNull(JsonReader.forWire().read(run.out()));
    }
}
