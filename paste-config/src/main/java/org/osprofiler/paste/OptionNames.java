package org.osprofiler.paste;

import java.util.Set;
import java.util.TreeSet;

/** Looks at the names that are written: unknown ones, ones that Python cannot have, ones that PasteDeploy drops. */
final class OptionNames {

    /** Python's middleware takes these itself and fails when a section has them. */
    private static final Set<String> RESERVED = Set.of("application", "global_conf", "self", "cls");

    /** PasteDeploy's own, which may stay in a section beside {@code use}. */
    private static final Set<String> PASTE = Set.of(FactoryLine.OPTION, FactoryLine.APP_OPTION);

    private final Findings findings;

    OptionNames(Findings findings) {
        this.findings = findings;
    }

    void check(PasteSection section) {
        Set<String> known = iniNames();
        for (Entry entry : section.local().values()) {
            if (RESERVED.contains(entry.name())) {
                findings.problem(
                        entry.place(),
                        "'" + entry.name() + "' cannot be an option: OSProfiler's middleware fails with it; remove it");
            } else if (!known.contains(entry.name()) && !PASTE.contains(entry.name())) {
                warnOfUnknown(entry, section.name(), known);
            }
        }
        section.shadowed().values().forEach(entry -> checkShadowed(section, entry));
    }

    void check(OsloConf conf) {
        Set<String> known = OsloConf.profilerNames();
        for (Entry entry : conf.profilerEntries()) {
            if (!known.contains(entry.name())) {
                warnOfUnknown(entry, OsloConf.PROFILER, known);
            }
        }
    }

    private static Set<String> iniNames() {
        Set<String> names = new TreeSet<>();
        for (Option option : Option.values()) {
            names.add(option.optionName());
            String alias = option.alias();
            if (alias != null) {
                names.add(alias);
            }
        }
        return names;
    }

    private void warnOfUnknown(Entry entry, String section, Set<String> known) {
        boolean shown = WrittenName.isShown(entry.name());
        findings.warn(
                entry.place(),
                (shown ? "" : "an ") + "unknown " + WrittenName.option(entry.name()) + " in [" + section
                        + "], which is left out"
                        + (shown
                                ? NearestName.hint(entry.name(), known)
                                : "; indent the line if it continues the one above"));
    }

    /** What PasteDeploy drops without a word; for keys that is an error (contract D10). */
    private void checkShadowed(PasteSection section, Entry entry) {
        Option option = Option.byName(entry.name());
        if (option == null || section.local().containsKey(entry.name())) {
            return;
        }
        Entry global = section.global().getOrDefault(entry.name(), entry);
        String where = global.place().file().equals(PasteLoader.GIVEN) ? PasteLoader.GIVEN : "[DEFAULT]";
        String text = entry.name() + " in " + where + " never reaches [" + section.name() + "]"
                + (global.place().equals(entry.place())
                        ? ""
                        : ", and PasteDeploy drops the one that is there (" + entry.place() + ")");
        if (option == Option.HMAC_KEYS) {
            findings.problem(
                    global.place(), text + ", so there would be no keys; write it in [" + section.name() + "] only");
        } else {
            findings.warn(global.place(), text + "; write it in [" + section.name() + "] only");
        }
    }
}
