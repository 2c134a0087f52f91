package org.osprofiler.paste;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.osprofiler.ProfilerOptions;
import org.osprofiler.paste.Settings.Setting;

/** Reads an api-paste ini and oslo-style confs into {@link ProfilerOptions}. */
public final class PasteConfig {

    static final String DEFAULT_SOURCE = "default";

    private final ConfigSources sources;
    private final Findings findings = new Findings();
    private final ReadFiles files = new ReadFiles();
    private final Map<Option, Object> values = new EnumMap<>(Option.class);
    private final Map<Option, Entry> written = new EnumMap<>(Option.class);

    private PasteConfig(ConfigSources sources) {
        this.sources = sources;
    }

    /**
     * Reads all sources, on the calling thread; opens the named files and those that they name, nothing else. Can be called
     * again at any time, to reload.
     *
     * @throws ConfigException when something cannot be read, or makes no sense beside another; of either it tells all at once
     */
    public static LoadedConfig load(ConfigSources sources) {
        return new PasteConfig(sources).load();
    }

    private LoadedConfig load() {
        PasteSection section = findings.attempt(this::readIni, PasteSection.NONE);
        OsloConf conf = findings.attempt(this::readConfs, new OsloConf(List.of(), sources.environment()));
        findings.throwProblems();

        OptionNames names = new OptionNames(findings);
        names.check(section);
        names.check(conf);
        Settings settings = new Settings(section, conf);
        for (Option option : Option.values()) {
            if (option != Option.HMAC_KEYS) {
                findings.attempt(() -> read(option, settings), false);
            }
        }
        Keys keys = findings.attempt(() -> Keys.read(settings, files, findings), new Keys(List.of(), List.of()));
        findings.throwProblems();

        Effective effective = new Effective(values, written, keys, sources);
        new Consistency(effective, section, files, findings).check();
        findings.throwProblems();
        ProfilerOptions options = effective.options(files);
        return new LoadedConfig(options, findings.warnings(), effective.values(options), files.paths());
    }

    private PasteSection readIni() {
        ConfigSource ini = sources.ini();
        return ini == null
                ? PasteSection.NONE
                : new PasteLoader(findings, files).load(ini, sources.section(), sources.globalConf());
    }

    private OsloConf readConfs() {
        List<OsloFile> read = new ArrayList<>();
        for (ConfigSource source : sources.confs()) {
            files.add(source);
            read.add(OsloFile.read(source));
        }
        return new OsloConf(read, sources.environment());
    }

    /** Returns whether it is set. */
    private boolean read(Option option, Settings settings) {
        Setting setting = settings.find(option);
        if (setting == null) {
            return false;
        }
        Entry entry = setting.entry();
        if (option.kind().isNothing(entry.value()) && !(setting.oslo() && option.kind() == Kind.BOOLEAN)) {
            if (option != Option.ENABLED) {
                findings.warn(entry.place(), entry.name() + " is empty; its default holds: " + option.defaultText());
            }
            return false;
        }
        try {
            values.put(option, Kind.parse(option, entry.value()));
            written.put(option, entry);
            return true;
        } catch (IllegalArgumentException e) {
            findings.problem(entry.place(), entry.name() + ": " + e.getMessage());
            return false;
        }
    }
}
