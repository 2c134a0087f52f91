package org.osprofiler.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.osprofiler.paste.ConfigException;
import org.osprofiler.paste.ConfigLookup;
import org.osprofiler.paste.ConfigSource;
import org.osprofiler.paste.ConfigSources;
import org.osprofiler.paste.ConfigValue;
import org.osprofiler.paste.ConfigWarning;
import org.osprofiler.paste.LoadedConfig;
import org.osprofiler.paste.PasteConfig;
import org.osprofiler.wire.JsonWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code osprofiler config show}. */
@Command(
        name = "show",
        description = {
            "Prints the options that are in effect, as JSON, with the names of the ini; 'sources' says where each stands.",
            "Keys and passwords are masked. Warnings and errors name FILE:LINE."
        })
final class ConfigShow implements Callable<Integer> {

    /** No option has this name. */
    private static final String SOURCES = "sources";

    private final Console console;

    @Option(
            names = "--section",
            paramLabel = "NAME",
            defaultValue = ConfigSources.DEFAULT_SECTION,
            description = "The filter's section in the ini. Default: ${DEFAULT-VALUE}.")
    String section = ConfigSources.DEFAULT_SECTION;

    @Option(
            names = "--conf",
            paramLabel = "FILE",
            description =
                    "An oslo-style conf, as cinder.conf; of several the last one wins. Default: the environment's "
                            + ConfigLookup.CONF + ".")
    List<Path> confs = List.of();

    @Option(names = "--reveal", description = "Print keys and passwords in clear.")
    boolean reveal;

    @Parameters(
            arity = "0..1",
            paramLabel = "API_PASTE_INI",
            description = "Default: the environment's " + ConfigLookup.INI + ".")
    @Nullable
    Path ini;

    ConfigShow(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        try {
            LoadedConfig config = PasteConfig.load(sources());
            for (ConfigWarning warning : config.warnings()) {
                console.say("warning: " + warning);
            }
            print(config.values());
            return ExitCode.DONE;
        } catch (ConfigException e) {
            throw Failure.usage(String.join("\n", e.problems()), e);
        }
    }

    private ConfigSources sources() {
        ConfigSources.Builder sources = ConfigSources.builder().section(section).environment(console::environment);
        ConfigSource iniSource = ini != null ? ConfigSource.ofFile(ini) : looked(ConfigLookup.INI);
        ConfigSource confSource = confs.isEmpty() ? looked(ConfigLookup.CONF) : null;
        if (iniSource == null && confSource == null && confs.isEmpty()) {
            throw Failure.usage("no configuration named: give an API_PASTE_INI, --conf FILE or both, or set "
                    + ConfigLookup.INI + " or " + ConfigLookup.CONF);
        }
        if (iniSource != null) {
            sources.ini(iniSource);
        }
        if (confSource != null) {
            sources.conf(confSource);
        }
        confs.forEach(file -> sources.conf(ConfigSource.ofFile(file)));
        return sources.build();
    }

    private @Nullable ConfigSource looked(String name) {
        return ConfigLookup.named(name, console::environment);
    }

    private void print(List<ConfigValue> values) throws IOException {
        JsonWriter json = new JsonWriter(JsonWriter.Style.REPORT, console.out()).beginObject();
        for (ConfigValue value : values) {
            json.name(value.name()).value(reveal ? value.value() : value.masked());
        }
        json.name(SOURCES).beginObject();
        for (ConfigValue value : values) {
            json.field(value.name(), value.source());
        }
        json.endObject().endObject().flush();
        console.out().write('\n');
    }
}
