package org.osprofiler.paste;

import java.nio.file.Path;
import java.util.List;
import org.osprofiler.ProfilerOptions;

/**
 * What the sources say.
 *
 * @param options to start the profiler with
 * @param warnings to be logged once, in the order of the sources
 * @param values every option with its effective value and source, in the order of the documentation
 * @param files the real files that were read, for somebody who looks for changes
 */
public record LoadedConfig(
        ProfilerOptions options, List<ConfigWarning> warnings, List<ConfigValue> values, List<Path> files) {

    public LoadedConfig {
        warnings = List.copyOf(warnings);
        values = List.copyOf(values);
        files = List.copyOf(files);
    }
}
