package org.osprofiler.paste;

import org.jspecify.annotations.Nullable;

/**
 * Finds who says what an option is: the conf's {@code [profiler]} (the environment counts as part of it) beats the ini, as in
 * OSProfiler; a service's general options come last.
 */
final class Settings {

    /** An option's text and the rules that it follows. */
    record Setting(Entry entry, boolean oslo) {}

    private final PasteSection section;
    private final OsloConf conf;

    Settings(PasteSection section, OsloConf conf) {
        this.section = section;
        this.conf = conf;
    }

    /**
     * @throws ConfigException when a reference in the value cannot be resolved
     */
    @Nullable
    Setting find(Option option) {
        Setting found = inProfiler(option);
        if (found == null) {
            found = inIni(option);
        }
        for (Option.Elsewhere place : option.elsewhere()) {
            if (found == null) {
                found = oslo(conf.find(place.group(), place.name(), null));
            }
        }
        return found;
    }

    /** From the conf's {@code [profiler]}, or from the environment. */
    @Nullable
    Setting inProfiler(Option option) {
        return oslo(conf.find(OsloConf.PROFILER, option.optionName(), option.deprecatedName()));
    }

    /** From the osprofiler section. */
    @Nullable
    Setting inIni(Option option) {
        Entry entry = section.local().get(option.optionName());
        String alias = option.alias();
        if (entry == null && alias != null) {
            entry = section.local().get(alias);
        }
        return entry == null ? null : new Setting(entry, false);
    }

    private static @Nullable Setting oslo(@Nullable Entry entry) {
        return entry == null ? null : new Setting(entry, true);
    }
}
