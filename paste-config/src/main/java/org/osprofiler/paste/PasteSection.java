package org.osprofiler.paste;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A filter's section with everything resolved: what PasteDeploy would hand to the filter's factory.
 *
 * @param name as it is written in the file, without brackets
 * @param local the section's own options
 * @param global {@code [DEFAULT]}, the given global configuration, and what {@code set} adds
 * @param shadowed options that are not in {@code local}, whatever the section says, because {@code [DEFAULT]} or the given
 *     global configuration has one of the same name: as the section has them, else as those have them
 */
record PasteSection(String name, Map<String, Entry> local, Map<String, Entry> global, Map<String, Entry> shadowed) {

    static final PasteSection NONE = new PasteSection("", Map.of(), Map.of(), Map.of());

    PasteSection(String name) {
        this(name, new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
    }
}
