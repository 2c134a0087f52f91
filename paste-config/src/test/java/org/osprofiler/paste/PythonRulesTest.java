package org.osprofiler.paste;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.osprofiler.Limits;
import org.osprofiler.ProfilerOptions;

/** Rules of PasteDeploy and oslo.config that no vector shows: {@link PythonPeersTest} found them. */
class PythonRulesTest {

    private static final String FACTORY =
            "[filter:osprofiler]\npaste.filter_factory = osprofiler.web:WsgiMiddleware.factory\n";

    private static ConfigSources.Builder sources() {
        return ConfigSources.builder().environment(name -> null);
    }

    private static ConfigSources ini(String text) {
        return sources().ini(ConfigSource.ofText("a.ini", text)).build();
    }

    private static ConfigSources both(String ini, String conf) {
        return sources()
                .ini(ConfigSource.ofText("a.ini", ini))
                .conf(ConfigSource.ofText("a.conf", conf))
                .build();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"osprofiler.web : WsgiMiddleware.factory", "osprofiler.web:WsgiMiddleware.factory [profiling]"})
    void factory_isAnEntryPointOfPython(String entry) {
        assertThat(PasteConfig.load(ini("[filter:osprofiler]\npaste.filter_factory = " + entry + "\nservice = s\n"))
                        .options()
                        .service())
                .isEqualTo("s");
    }

    /** PasteDeploy's {@code get(…) or val}. */
    @Test
    void defaultThatTurnsOutToBeEmpty_staysAsItIsWritten() {
        ConfigSources sources =
                ini("[DEFAULT]\nnothing =\na = %(nothing)s\n" + FACTORY + "get service = a\nproject = p%(a)s\n");

        assertThat(PasteConfig.load(sources).options().service()).isEqualTo("%(nothing)s");
        assertThat(PasteConfig.load(sources).options().project()).isEqualTo("p");
    }

    @Test
    void set_beatsThatOfTheSectionInUse_whichSeesItsOwn() {
        String ini = "[filter:osprofiler]\nuse = base\nset x = mine\nget service = x\n"
                + FACTORY.replace("osprofiler]", "base]") + "set x = base\nget project = x\n";

        PasteSection section = new PasteLoader(new Findings(), new ReadFiles())
                .load(ConfigSource.ofText("a.ini", ini), "filter:osprofiler", Map.of());

        assertThat(section.global().get("x")).extracting(Entry::value).isEqualTo("mine");
        assertThat(section.local().get("service")).extracting(Entry::value).isEqualTo("mine");
        assertThat(section.local().get("project")).extracting(Entry::value).isEqualTo("base");
    }

    @Test
    void sectionBehindAFile_canBeAFileItself(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("c.ini"), "[filter:x]\nuse = egg:osprofiler#osprofiler\nservice = of-c\n");
        Files.writeString(folder.resolve("b.ini"), "[DEFAULT]\nservice = of-b\n");
        Path ini = Files.writeString(
                folder.resolve("a.ini"),
                "[filter:osprofiler]\nuse = config:b.ini#config:./c.ini#x\nproject = %(here)s\n");

        ProfilerOptions options = PasteConfig.load(
                        sources().ini(ConfigSource.ofFile(ini)).build())
                .options();

        assertThat(options.service()).isEqualTo("of-c");
        assertThat(options.project()).isEqualTo(folder.toString());
    }

    @Test
    void here_hasNoDotsInIt(@TempDir Path folder) throws IOException {
        Path ini = Files.writeString(folder.resolve("a.ini"), FACTORY + "service = %(here)s\nproject = %(__file__)s\n");

        ProfilerOptions options = PasteConfig.load(sources()
                        .ini(ConfigSource.ofFile(folder.resolve("./a.ini")))
                        .build())
                .options();

        assertThat(options.service()).isEqualTo(folder.toString());
        assertThat(options.project()).isEqualTo(ini.toString());
    }

    @Test
    void reference_seesTheOlderName_andCannotBeIt() {
        String conf = "[profiler]\nprofiler_enabled = no\nservice = $enabled\n";

        assertThat(PasteConfig.load(both(FACTORY, conf)).options().service()).isEqualTo("False");
        assertThatThrownBy(() -> PasteConfig.load(both(FACTORY, conf.replace("$enabled", "$profiler_enabled"))))
                .hasMessageContaining(
                        "a.conf:3: the value of 'service' refers to 'profiler_enabled', which is no option");
    }

    @ParameterizedTest
    @CsvSource({
        "${Profiler.enabled}, 'refers to a group ''Profiler'', which is none; write its name in lower case'",
        "$DEFAULT.host, 'refers to a group ''DEFAULT'', which is none; write an option of [DEFAULT] without its group'",
    })
    void reference_knowsGroupsByTheirOwnNames(String reference, String expected) {
        String conf = "[DEFAULT]\nhost = h\n[Profiler]\nenabled = no\nservice = " + reference + "\n";

        assertThatThrownBy(() -> PasteConfig.load(both(FACTORY, conf)))
                .hasMessageContaining("a.conf:5: the value of 'service' " + expected);
        assertThatThrownBy(() -> PasteConfig.load(both(FACTORY, conf.replace("service", "hmac_keys"))))
                .hasMessageNotContaining(reference.replaceAll("[${}]", ""));
    }

    @Test
    void numberOfBlanks_isNone() {
        LoadedConfig loaded = PasteConfig.load(both(FACTORY, "[profiler]\nenabled = no\nmax_spans = \"  \"\n"));

        assertThat(loaded.options().limits().maxSpans()).isEqualTo(Limits.DEFAULTS.maxSpans());
        assertThat(loaded.warnings())
                .singleElement()
                .hasToString("a.conf:3: max_spans is empty; its default holds: 50000");
    }
}
