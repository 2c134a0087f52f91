package org.osprofiler.paste;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osprofiler.wire.PythonText;

/**
 * Resolves a filter's section as PasteDeploy's {@code loadwsgi.ConfigLoader} does: {@code use} of another section or of a
 * {@code config:} file, {@code get}, {@code set}, interpolation, {@code [DEFAULT]}. Of eggs it knows OSProfiler's only.
 */
final class PasteLoader {

    static final String FACTORY_OPTION = "paste.filter_factory";
    static final String FACTORY = "osprofiler.web:WsgiMiddleware.factory";

    private static final String FILTER_APP = "filter-app";
    private static final String APP_FACTORY_OPTION = "paste.filter_app_factory";
    private static final String ALLOWED =
            "; allowed are '" + FACTORY_OPTION + " = " + FACTORY + "' and 'use = egg:osprofiler#osprofiler'";

    /** Files whose names grow ({@code ./a.ini}, {@code ././a.ini}) would else never be the same section again. */
    private static final int MAX_USES = 20;

    private final Findings findings;
    private final ReadFiles files;

    PasteLoader(Findings findings, ReadFiles files) {
        this.findings = findings;
        this.files = files;
    }

    /**
     * @param section {@code filter:NAME} or {@code filter-app:NAME}; a name alone is a filter's
     * @throws ConfigException when the section is not there, cannot be resolved, or is another filter's
     */
    PasteSection load(ConfigSource source, String section, Map<String, String> givenGlobals) {
        Map<String, Entry> given = new LinkedHashMap<>();
        givenGlobals.forEach((name, value) ->
                given.put(name, new Entry(name, value, new Place("the given global configuration", 0))));
        int colon = section.indexOf(':');
        String kind = colon < 0 ? "filter" : section.substring(0, colon);
        if (!kind.equals("filter") && !kind.equals(FILTER_APP)) {
            throw new ConfigException(
                    new Place(source.name(), 0),
                    "the section [" + section + "] is asked for, which is no filter's; "
                            + "allowed are [filter:NAME] and [filter-app:NAME]");
        }
        return new File(source, given, new ArrayList<>())
                .section(kind, section.substring(colon + 1).strip(), given, null);
    }

    /** One ini file, and the way that led to it. */
    private final class File {
        private final IniFile ini;
        private final List<String> way;
        /** {@code [DEFAULT]}, as it is written, with {@code here} and {@code __file__}. */
        private final Map<String, Entry> defaults = new LinkedHashMap<>();

        File(ConfigSource source, Map<String, Entry> given, List<String> way) {
            this.ini = IniFile.read(source);
            this.way = way;
            files.add(source);
            Place itself = new Place(source.name(), 0);
            defaults.put("here", new Entry("here", source.folder(), itself));
            defaults.put("__file__", new Entry("__file__", source.fullName(), itself));
            defaults.putAll(ini.defaults());
            given.forEach(defaults::putIfAbsent);
        }

        PasteSection section(String kind, String name, Map<String, Entry> given, @Nullable Entry user) {
            String found = find(kind, name, user);
            enter(found, user);
            Map<String, Entry> written = ini.sections().getOrDefault(found, Map.of());
            Map<String, Entry> known = new LinkedHashMap<>(defaults);
            known.putAll(written);

            PasteSection resolved = new PasteSection(found);
            defaults.forEach((key, entry) -> resolved.global()
                    .put(key, entry.withValue(Interpolation.resolve(entry, IniFile.DEFAULT, defaults))));
            resolved.global().putAll(given);
            Map<String, Entry> additions = new LinkedHashMap<>();
            Map<String, Entry> gets = new LinkedHashMap<>();
            for (Entry entry : ordered(written)) {
                take(entry, found, known, resolved, additions, gets);
            }
            gets.forEach((local, entry) -> resolved.local().put(local, global(entry, local, resolved.global())));

            Map<String, Entry> local = resolved.local();
            local.remove("filter-with"); // another filter around this one
            local.remove("require"); // Python packages
            if (kind.equals(FILTER_APP) && local.remove("next") == null) {
                throw new ConfigException(place(found), "[" + found + "] has no 'next', which a filter-app must have");
            }
            Entry use = local.remove("use");
            return use == null ? explicit(resolved) : used(use, resolved, additions);
        }

        /** The section's options first, then those of {@code [DEFAULT]}, which {@code set} and {@code get} may be too. */
        private List<Entry> ordered(Map<String, Entry> written) {
            List<Entry> all = new ArrayList<>(written.values());
            defaults.forEach((name, entry) -> {
                if (!written.containsKey(name)) {
                    all.add(entry);
                }
            });
            return all;
        }

        private void take(
                Entry entry,
                String section,
                Map<String, Entry> known,
                PasteSection into,
                Map<String, Entry> additions,
                Map<String, Entry> gets) {
            String name = entry.name();
            if (name.startsWith("set ")) {
                Entry set = resolved(entry, PythonText.strip(name.substring(4)), section, known);
                additions.put(set.name(), set);
                into.global().put(set.name(), set);
            } else if (name.startsWith("get ")) {
                Entry get = resolved(entry, PythonText.strip(name.substring(4)), section, known);
                gets.put(get.name(), get);
            } else if (defaults.containsKey(name)) {
                into.shadowed().put(name, entry);
            } else {
                into.local().put(name, resolved(entry, name, section, known));
            }
        }

        /** The value without comments, before and after references are resolved: neither may bring one in. */
        private Entry resolved(Entry entry, String name, String section, Map<String, Entry> known) {
            Entry clean = entry.withValue(TrailingComment.cut(entry.value()));
            String value = Interpolation.resolve(clean, section, known);
            String result = TrailingComment.cut(value);
            if (!clean.value().equals(entry.value()) || !result.equals(value)) {
                warnOfComment(entry.place(), name);
            }
            return new Entry(name, result, entry.place());
        }

        private Entry global(Entry get, String local, Map<String, Entry> globals) {
            Entry found = globals.get(get.value());
            if (found == null) {
                throw new ConfigException(
                        get.place(),
                        "'get " + local + "' names '" + get.value() + "', which is neither in [DEFAULT] nor given"
                                + NearestName.hint(get.value(), globals.keySet()));
            }
            String value = TrailingComment.cut(found.value());
            if (!value.equals(found.value())) {
                warnOfComment(found.place(), found.name());
            }
            return new Entry(local, value, get.place());
        }

        private void warnOfComment(Place place, String name) {
            findings.warn(
                    place,
                    "the comment behind the value of '" + name
                            + "' is left out; Python's PasteDeploy keeps it as part of "
                            + "the value: move it to a line of its own");
        }

        private PasteSection explicit(PasteSection section) {
            Entry factory = section.local().remove(FACTORY_OPTION);
            if (factory == null) {
                factory = section.local().get(APP_FACTORY_OPTION);
            }
            if (factory == null) {
                throw new ConfigException(
                        place(section.name()),
                        "[" + section.name() + "] has neither 'use' nor '" + FACTORY_OPTION + "'" + ALLOWED);
            }
            if (!factory.name().equals(FACTORY_OPTION) || !factory.value().equals(FACTORY)) {
                throw new ConfigException(
                        factory.place(),
                        factory.name() + " = " + oneLine(factory.value()) + " is not OSProfiler's factory" + ALLOWED);
            }
            return section;
        }

        private PasteSection used(Entry use, PasteSection section, Map<String, Entry> additions) {
            PasteSection base = base(use, section.global());
            Map<String, Entry> local = new LinkedHashMap<>(base.local());
            local.putAll(section.local());
            Map<String, Entry> global = new LinkedHashMap<>(base.global());
            global.putAll(additions);
            Entry file = section.global().get("__file__");
            if (file != null) {
                global.put("__file__", file);
            }
            Map<String, Entry> shadowed = new LinkedHashMap<>(base.shadowed());
            shadowed.putAll(section.shadowed());
            return new PasteSection(section.name(), local, global, shadowed);
        }

        private PasteSection base(Entry use, Map<String, Entry> globals) {
            String target = use.value();
            int colon = target.indexOf(':');
            if (colon < 1 || !target.substring(0, colon).chars().allMatch(File::isLetter)) {
                return section("filter", target, globals, use);
            }
            int hash = target.indexOf('#');
            String name = hash < 0 ? "main" : target.substring(hash + 1);
            String path = target.substring(colon + 1, hash < 0 ? target.length() : hash);
            if (target.regionMatches(true, 0, "config:", 0, colon + 1)) {
                return new File(other(use, path), globals, way).section("filter", name, globals, use);
            }
            if (target.regionMatches(true, 0, "egg:", 0, colon + 1)
                    && path.equalsIgnoreCase("osprofiler")
                    && name.equals("osprofiler")) {
                return new PasteSection(target, new LinkedHashMap<>(), globals, new LinkedHashMap<>());
            }
            throw new ConfigException(
                    use.place(), "use = " + oneLine(target) + " is not OSProfiler's factory" + ALLOWED);
        }

        private static boolean isLetter(int c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        }

        private ConfigSource other(Entry use, String path) {
            try {
                String decoded = URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
                return ini.source().resolve(decoded.replace('\\', '/'));
            } catch (IllegalArgumentException e) {
                throw new ConfigException(use.place(), "use = " + oneLine(use.value()) + ": " + e.getMessage());
            }
        }

        private String find(String kind, String name, @Nullable Entry user) {
            List<String> found = ini.sections().keySet().stream()
                    .filter(section -> section.startsWith(kind + ":")
                            && PythonText.strip(section.substring(kind.length() + 1))
                                    .equals(name))
                    .toList();
            if (found.size() == 1) {
                return found.get(0);
            }
            Place place = user == null ? new Place(ini.source().name(), 0) : user.place();
            if (found.isEmpty()) {
                throw new ConfigException(place, missing(kind + ":" + name, user));
            }
            throw new ConfigException(
                    place, "[" + String.join("] and [", found) + "] are the same section; keep one of them");
        }

        private String missing(String wanted, @Nullable Entry user) {
            List<String> there = new ArrayList<>(ini.sections().keySet());
            if (!ini.defaults().isEmpty()) {
                there.add(0, IniFile.DEFAULT);
            }
            return (user == null ? "" : "use = " + oneLine(user.value()) + ": ") + "there is no section [" + wanted
                    + "] in "
                    + ini.source().name() + "; the sections there are "
                    + (there.isEmpty() ? "none" : "[" + String.join("], [", there) + "]")
                    + NearestName.hint(wanted, there);
        }

        private void enter(String section, @Nullable Entry user) {
            String step = ini.source().name() + " [" + section + "]";
            if (way.contains(step) || way.size() >= MAX_USES) {
                way.add(step);
                throw new ConfigException(
                        user == null ? new Place(ini.source().name(), 0) : user.place(),
                        "sections use each other in a circle: " + String.join(" → ", way));
            }
            way.add(step);
        }

        private Place place(String section) {
            return ini.places().getOrDefault(section, new Place(ini.source().name(), 0));
        }

        private static String oneLine(String value) {
            String line = value.replace('\n', ' ');
            return line.length() > 80 ? line.substring(0, 80) + "…" : line;
        }
    }
}
