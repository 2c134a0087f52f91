package org.osprofiler.paste;

/** An option as it is written: its lines joined by line feeds, nothing resolved. */
record Entry(String name, String value, Place place) {

    Entry withValue(String other) {
        return new Entry(name, other, place);
    }
}
