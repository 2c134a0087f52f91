package org.osprofiler.paste;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Resolves a filter's section as PasteDeploy's {@code loadwsgi} does: {@code use} of another section or of a {@code config:}
 * file, {@code get}, {@code set}, interpolation, {@code [DEFAULT]}. Of eggs it knows OSProfiler's only; pipelines,
 * composites and {@code call:} are not read.
 */
final class PasteLoader {

    static final String FILTER = "filter";
    static final String FILTER_APP = "filter-app";
    static final String GIVEN = "the given global configuration";

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
        int colon = section.indexOf(':');
        String kind = colon < 0 ? FILTER : section.substring(0, colon);
        if (!kind.equals(FILTER) && !kind.equals(FILTER_APP)) {
            throw new ConfigException(
                    new Place(source.name(), 0),
                    "the section [" + section + "] is asked for, which is no filter's; allowed are [filter:NAME] and "
                            + "[filter-app:NAME]");
        }
        Map<String, Entry> given = new LinkedHashMap<>();
        givenGlobals.forEach((name, value) -> given.put(name, new Entry(name, value, new Place(GIVEN, 0))));
        return new PasteFile(source, given, new ArrayList<>(), findings, files)
                .section(kind, section.substring(colon + 1).strip(), given, null);
    }
}
