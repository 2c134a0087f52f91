package org.osprofiler.report;

/**
 * Something that could not be read and is missing from the trace; Python would show no report at all.
 *
 * @param what which notification, in words for people: {@code line 3}, {@code db-stop of span …}
 * @param reason what is wrong with it
 */
public record LeftOut(String what, String reason) {

    /** What a person reads: {@code line 3 is left out: timestamp is missing}. */
    public String message() {
        return Printable.of(what + " is left out: " + reason);
    }
}
