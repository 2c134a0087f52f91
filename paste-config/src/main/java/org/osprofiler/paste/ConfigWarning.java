package org.osprofiler.paste;

/**
 * Something that works but is likely not meant.
 *
 * @param place {@code FILE:LINE}, or what else can be named
 * @param text what was found and what it means; without secrets
 */
public record ConfigWarning(String place, String text) {

    @Override
    public String toString() {
        return place + ": " + text;
    }
}
