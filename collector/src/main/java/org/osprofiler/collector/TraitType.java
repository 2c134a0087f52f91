package org.osprofiler.collector;

import org.osprofiler.store.EventField;

/** Names of the types that Ceilometer's traits have; of those, profiler events have two. */
final class TraitType {

    static final String STRING = "string";
    static final String DATETIME = "datetime";

    private TraitType() {}

    static String of(EventField field) {
        return field == EventField.TIMESTAMP ? DATETIME : STRING;
    }
}
