package org.osprofiler.paste;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where configuration text is, and what surrounds it. Nothing else is looked at.
 *
 * @param ini the api-paste ini; null when there is none
 * @param confs oslo-style conf files; of an option in several, the last one's counts
 * @param section the filter's section in the ini, {@value #DEFAULT_SECTION} unless told otherwise; {@code filter-app:NAME} is
 *     possible too
 * @param globalConf PasteDeploy's {@code global_conf}, what a caller gives to {@code loadapp}
 * @param environment looks up a variable, null when it is not set; asked for {@code OS_GROUP__OPTION}, as oslo.config does
 * @param defaultProject the project when none is written; null for the core's default
 * @param defaultService the service when none is written; null for the core's default
 */
public record ConfigSources(
        @Nullable ConfigSource ini,
        List<ConfigSource> confs,
        String section,
        Map<String, String> globalConf,
        Function<String, @Nullable String> environment,
        @Nullable String defaultProject,
        @Nullable String defaultService) {

    /** The section that OSProfiler's guides name. */
    public static final String DEFAULT_SECTION = "filter:osprofiler";

    public ConfigSources {
        confs = List.copyOf(confs);
        globalConf = Map.copyOf(globalConf);
    }

    /** A builder without any source, whose environment is the process' own. */
    public static Builder builder() {
        return new Builder();
    }

    /** Can be reused: {@link #build()} copies. Not thread safe. */
    public static final class Builder {
        private @Nullable ConfigSource ini;
        private final List<ConfigSource> confs = new ArrayList<>();
        private String section = DEFAULT_SECTION;
        private Map<String, String> globalConf = Map.of();
        private Function<String, @Nullable String> environment = System::getenv;
        private @Nullable String defaultProject;
        private @Nullable String defaultService;

        private Builder() {}

        /** Default: none. */
        public Builder ini(@Nullable ConfigSource source) {
            ini = source;
            return this;
        }

        /** Adds a conf file, which wins over those added before. */
        public Builder conf(ConfigSource source) {
            confs.add(source);
            return this;
        }

        /** Default: {@value ConfigSources#DEFAULT_SECTION}. */
        public Builder section(String name) {
            section = name;
            return this;
        }

        /** Default: empty. */
        public Builder globalConf(Map<String, String> values) {
            globalConf = values;
            return this;
        }

        /** Default: {@link System#getenv(String)}. */
        public Builder environment(Function<String, @Nullable String> lookup) {
            environment = lookup;
            return this;
        }

        /** Default: the core's. */
        public Builder defaultProject(@Nullable String name) {
            defaultProject = name;
            return this;
        }

        /** Default: the core's. */
        public Builder defaultService(@Nullable String name) {
            defaultService = name;
            return this;
        }

        public ConfigSources build() {
            return new ConfigSources(ini, confs, section, globalConf, environment, defaultProject, defaultService);
        }
    }
}
