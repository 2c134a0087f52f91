package org.osprofiler.paste;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.osprofiler.wire.PythonText;

/** Resolves what one section says by itself: {@code set}, {@code get}, references, comments behind values. */
final class SectionReader {

    private final String name;
    private final Map<String, Entry> written;
    private final Map<String, Entry> defaults;
    private final Map<String, Entry> known;
    private final Findings findings;
    private final Map<String, Entry> gets = new LinkedHashMap<>();
    private final Map<String, Entry> additions = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();
    private final PasteSection section;

    /** @param defaults the file's {@code [DEFAULT]}, as it is written */
    SectionReader(String name, Map<String, Entry> written, Map<String, Entry> defaults, Findings findings) {
        this.name = name;
        this.written = written;
        this.defaults = defaults;
        this.findings = findings;
        this.known = new LinkedHashMap<>(defaults);
        written.forEach((option, entry) -> known.put(option, uncommented(entry)));
        this.section = new PasteSection(name);
    }

    /**
     * @param given the global configuration so far; beats {@code [DEFAULT]}
     * @throws ConfigException telling all that cannot be resolved
     */
    PasteSection read(Map<String, Entry> given) {
        defaults.values().forEach(entry -> attempt(() -> section.global().put(entry.name(), global(entry))));
        section.global().putAll(given);
        written.values().forEach(entry -> attempt(() -> take(entry)));
        for (Entry entry : defaults.values()) {
            if (!written.containsKey(entry.name())) {
                attempt(() -> take(entry)); // set and get work in [DEFAULT] too
            }
        }
        gets.forEach((local, entry) -> attempt(() -> section.local().put(local, got(entry))));
        if (!problems.isEmpty()) {
            throw new ConfigException(problems.stream().distinct().toList());
        }
        return section;
    }

    private void attempt(Runnable step) {
        try {
            step.run();
        } catch (ConfigException e) {
            problems.addAll(e.problems());
        }
    }

    /** What {@code set} gave. */
    Map<String, Entry> additions() {
        return additions;
    }

    private void take(Entry entry) {
        String option = entry.name();
        if (option.startsWith("set ")) {
            Entry set = resolved(entry, PythonText.strip(option.substring(4)));
            additions.put(set.name(), set);
            section.global().put(set.name(), set);
        } else if (option.startsWith("get ")) {
            Entry get = resolved(entry, PythonText.strip(option.substring(4)));
            gets.put(get.name(), get);
        } else if (defaults.containsKey(option)) {
            section.shadowed().put(option, entry);
        } else {
            section.local().put(option, resolved(entry, option));
        }
    }

    /** The value without comments, before and after references are resolved: neither may bring one in. */
    private Entry resolved(Entry entry, String option) {
        Entry clean = uncommented(entry);
        String value = Interpolation.resolve(clean, name, known);
        String result = TrailingComment.cut(value);
        if (!clean.value().equals(entry.value()) || !result.equals(value)) {
            warnOfComment(entry.place(), option);
        }
        return new Entry(option, result, entry.place());
    }

    private static Entry uncommented(Entry entry) {
        return entry.withValue(TrailingComment.cut(entry.value()));
    }

    /** Of a value that turns out to be empty PasteDeploy takes the text as it is written: {@code %(empty)s}. */
    private Entry global(Entry entry) {
        String value = Interpolation.resolve(entry, IniFile.DEFAULT, defaults);
        return value.isEmpty() ? entry : entry.withValue(value);
    }

    private Entry got(Entry get) {
        Entry found = section.global().get(get.value());
        if (found == null) {
            boolean maybeKey = WrittenName.isOfSecret(get.name()); // somebody may have taken 'get' for 'set'
            throw new ConfigException(
                    get.place(),
                    "'get " + get.name() + "' names "
                            + (maybeKey
                                    ? "an option that is neither in [DEFAULT] nor given"
                                    : "'" + get.value() + "', which is neither in [DEFAULT] nor given"
                                            + NearestName.hint(
                                                    get.value(),
                                                    section.global().keySet()))
                            + "; write '" + get.name() + " = …' for a value");
        }
        String value = TrailingComment.cut(found.value());
        if (!value.equals(found.value())) {
            warnOfComment(found.place(), found.name());
        }
        return new Entry(get.name(), value, get.place());
    }

    private void warnOfComment(Place place, String option) {
        findings.warn(
                place,
                "the comment behind the value of " + WrittenName.quoted(option)
                        + " is left out; Python's PasteDeploy keeps it as part of the "
                        + "value: move it to a line of its own");
    }
}
