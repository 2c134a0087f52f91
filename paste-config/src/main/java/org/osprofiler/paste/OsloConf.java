package org.osprofiler.paste;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.osprofiler.ProfilerOptions;
import org.osprofiler.wire.PythonText;

/**
 * Conf files and environment together, as oslo.config looks a value up: {@code OS_GROUP__OPTION} in the environment, then the
 * files, the last one first; in each file the option's name before its older name.
 */
final class OsloConf {

    static final String PROFILER = "profiler";

    /** Options of OSProfiler's own that mean nothing here, with its defaults; they can be referred to. */
    private static final Map<String, String> PYTHON_ONLY = Map.of(
            "es_doc_type", "notification",
            "es_scroll_time", "2m",
            "es_scroll_size", "10000",
            "socket_timeout", "0.1",
            "sentinel_service_name", "mymaster",
            "trace_requests", "False",
            "trace_management_store", "False");

    private final List<OsloFile> newestFirst;
    private final Function<String, @Nullable String> environment;

    /** @param files the last one wins */
    OsloConf(List<OsloFile> files, Function<String, @Nullable String> environment) {
        this.newestFirst = new ArrayList<>(files);
        Collections.reverse(this.newestFirst);
        this.environment = environment;
    }

    /**
     * The value, its {@code $references} resolved.
     *
     * @throws ConfigException when a reference cannot be resolved
     */
    @Nullable
    Entry find(String group, String option, @Nullable String olderName) {
        Entry written = written(group, option, olderName);
        return written == null ? null : written.withValue(Substitution.resolve(written, group, this));
    }

    /** The value as it is written. */
    @Nullable
    Entry written(String group, String option, @Nullable String olderName) {
        String variable = "OS_" + group.toUpperCase(Locale.ROOT) + "__" + option.toUpperCase(Locale.ROOT);
        String set = environment.apply(variable);
        if (set != null) {
            return new Entry(option, set, new Place("environment " + variable, 0));
        }
        for (OsloFile file : newestFirst) {
            Entry found = file.find(group, option);
            if (found == null && olderName != null) {
                found = file.find(group, olderName);
            }
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /** The options that stand in {@code [profiler]}, the first sight of each. */
    List<Entry> profilerEntries() {
        Map<String, Entry> all = new HashMap<>();
        List<Entry> ordered = new ArrayList<>();
        for (OsloFile file : newestFirst) {
            for (Entry entry : file.groups().getOrDefault(PROFILER, Map.of()).values()) {
                if (all.putIfAbsent(entry.name(), entry) == null) {
                    ordered.add(entry);
                }
            }
        }
        return ordered;
    }

    /** All that may stand in {@code [profiler]}. */
    static Set<String> profilerNames() {
        Set<String> names = new TreeSet<>(PYTHON_ONLY.keySet());
        for (Option option : Option.values()) {
            names.add(option.optionName());
            String older = option.deprecatedName();
            if (older != null) {
                names.add(older);
            }
        }
        return names;
    }

    /** The older name of an option of {@code [profiler]}; null when it has none. */
    static @Nullable String olderName(String name) {
        Option option = Option.byName(name);
        return option == null ? null : option.deprecatedName();
    }

    /** Whether {@code $name} can mean an option of {@code [profiler]}; by an older name it cannot. */
    static boolean isReferable(String name) {
        return Option.byName(name) != null || PYTHON_ONLY.containsKey(name);
    }

    /**
     * What one of OSProfiler's own options stands for when it is not written; null for all others. Ours have no default
     * here: {@code $host} means the service's, in {@code [DEFAULT]}, unless {@code [profiler]} has one.
     */
    static @Nullable String defaultOf(String name) {
        return switch (name) {
            case "enabled", "trace_sqlalchemy", "filter_error_trace" -> "False";
            case "connection_string" -> ProfilerOptions.MESSAGING;
            case "hmac_keys" -> "SECRET_KEY"; // only a reference sees it: contract D9 accepts no key that nobody wrote
            default -> PYTHON_ONLY.get(name);
        };
    }

    /**
     * The text of an option of {@code [profiler]} as Python prints its value.
     *
     * @throws IllegalArgumentException when the option cannot have that text
     */
    static String pythonSpelling(String name, String text) {
        Option option = Option.byName(name);
        if (option != null && option.kind() == Kind.BOOLEAN) {
            return Kind.bool(text) ? "True" : "False";
        }
        boolean number = name.equals("es_scroll_size")
                || (option != null && (option.kind() == Kind.NUMBER || option.kind() == Kind.SECONDS));
        if (!number) {
            return text;
        }
        return PythonText.strip(text).isEmpty() ? "" : Kind.wholeNumber(text).toString(); // a blank one is none
    }
}
