package org.osprofiler.paste;

/** Where something is written; {@code line} is 0 when there is no line to name. */
record Place(String file, int line) {

    @Override
    public String toString() {
        return line == 0 ? file : file + ":" + line;
    }
}
