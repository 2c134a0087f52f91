package org.osprofiler.paste;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osprofiler.wire.PythonText;

/** One ini file, and the sections in it that lead from one to the other by {@code use}. */
final class PasteFile {

    /** Files whose names grow ({@code ./a.ini}, {@code ././a.ini}) would else never be the same section again. */
    private static final int MAX_USES = 20;

    private final IniFile ini;
    private final List<String> way;
    private final Findings findings;
    private final ReadFiles files;
    /** {@code [DEFAULT]}, as it is written, with {@code here} and {@code __file__}. */
    private final Map<String, Entry> defaults = new LinkedHashMap<>();

    /**
     * @param given the global configuration so far
     * @param way the sections that led here
     */
    PasteFile(ConfigSource source, Map<String, Entry> given, List<String> way, Findings findings, ReadFiles files) {
        this.ini = IniFile.read(source);
        this.way = way;
        this.findings = findings;
        this.files = files;
        files.add(source);
        Place itself = new Place(source.name(), 0);
        defaults.put("here", new Entry("here", source.folder(), itself));
        defaults.put("__file__", new Entry("__file__", source.fullName(), itself));
        defaults.putAll(ini.defaults());
        given.forEach(defaults::putIfAbsent);
    }

    /** @param user the {@code use} that asks for the section; null when the caller does */
    PasteSection section(String kind, String name, Map<String, Entry> given, @Nullable Entry user) {
        String found = find(kind, name, user);
        enter(found, user);
        SectionReader reader =
                new SectionReader(found, ini.sections().getOrDefault(found, Map.of()), defaults, findings);
        PasteSection section = reader.read(given);
        Map<String, Entry> local = section.local();
        local.remove("filter-with"); // another filter around this one
        local.remove("require"); // Python packages
        if (kind.equals(PasteLoader.FILTER_APP) && local.remove("next") == null) {
            throw new ConfigException(
                    place(found),
                    "[" + found + "] has no 'next', which a filter-app must have; write 'next = APPLICATION'");
        }
        Entry use = local.remove("use");
        if (use != null) {
            return used(use, section, reader.additions());
        }
        FactoryLine.take(section, place(found));
        return section;
    }

    private PasteSection used(Entry use, PasteSection section, Map<String, Entry> additions) {
        PasteSection base = named(use.value(), use, section.global());
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

    /** @param target a section's name, or a URI; also behind the {@code #} of a URI */
    private PasteSection named(String target, Entry use, Map<String, Entry> globals) {
        int colon = target.indexOf(':');
        if (colon < 1 || !target.substring(0, colon).chars().allMatch(PasteFile::isLetter)) {
            return section("filter", target, globals, use);
        }
        int hash = target.indexOf('#');
        String name = hash < 0 ? "main" : target.substring(hash + 1);
        String path = target.substring(colon + 1, hash < 0 ? target.length() : Math.max(hash, colon + 1));
        String scheme = target.substring(0, colon);
        if (scheme.equalsIgnoreCase("config")) {
            return file(use, path, globals).named(name, use, globals);
        }
        if (scheme.equalsIgnoreCase("egg") && FactoryLine.isEgg(path, name)) {
            return new PasteSection(target, new LinkedHashMap<>(), globals, new LinkedHashMap<>());
        }
        throw FactoryLine.refuse(use);
    }

    private static boolean isLetter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private PasteFile file(Entry use, String path, Map<String, Entry> globals) {
        ConfigSource other = other(use, path);
        try {
            return new PasteFile(other, globals, way, findings, files);
        } catch (ConfigException e) {
            throw new ConfigException(use.place(), "use = " + FactoryLine.shown(use) + ": " + e.reason());
        }
    }

    private ConfigSource other(Entry use, String path) {
        try {
            String decoded = URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
            return ini.source().resolve(decoded.replace('\\', '/'));
        } catch (IllegalArgumentException e) {
            throw new ConfigException(use.place(), "use = " + FactoryLine.shown(use) + ": " + e.getMessage());
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
        return (user == null ? "" : "use = " + FactoryLine.shown(user) + ": ") + "there is no section [" + wanted
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
}
