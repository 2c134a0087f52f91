package org.osprofiler.wire;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Gives equal texts, and equal lists of names, as one object. It remembers the last ones only: what repeats in a trace (names,
 * hosts, ids, statements) does so soon, and ever new texts take no more memory than without it. Not thread safe.
 */
final class SharedParts {

    /** Powers of two: a part's place is that of its hash, and the next one of that place takes it. */
    private static final int TEXTS = 32 * 1024;

    private static final int LISTS = 1024;

    /** Characters; longer ones would let the table keep much that is used no more. */
    private static final int LONGEST_TEXT = 8 * 1024;

    private final @Nullable String[] texts = new String[TEXTS];
    private final String[] @Nullable [] lists = new String[LISTS][];

    String text(String text) {
        if (text.length() > LONGEST_TEXT) {
            return text;
        }
        int place = place(text.hashCode(), TEXTS);
        String known = texts[place];
        if (known != null && known.equals(text)) {
            return known;
        }
        texts[place] = text;
        return text;
    }

    /** The first {@code size} of the names, in an array that nobody may change. */
    String[] names(String[] names, int size) {
        int hash = size;
        for (int i = 0; i < size; i++) {
            hash = 31 * hash + names[i].hashCode();
        }
        int place = place(hash, LISTS);
        String[] known = lists[place];
        if (known != null && Arrays.equals(known, 0, known.length, names, 0, size)) {
            return known;
        }
        String[] list = Arrays.copyOf(names, size);
        lists[place] = list;
        return list;
    }

    private static int place(int hash, int places) {
        return (hash ^ hash >>> 15) & places - 1;
    }
}
