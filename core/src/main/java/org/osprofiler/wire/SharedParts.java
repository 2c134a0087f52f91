package org.osprofiler.wire;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Gives equal texts, and equal lists of names, as one object. It remembers the last ones only: what repeats in a trace (names,
 * hosts, ids, statements) does so soon, and of ever new texts it keeps no more than {@value #KEPT} characters. Not thread safe.
 */
final class SharedParts {

    /** Powers of two: a part's place is that of its hash, and the next one of that place takes it. */
    private static final int TEXTS = 32 * 1024;

    private static final int LISTS = 1024;

    /** Characters of a text. */
    private static final int LONGEST_TEXT = 8 * 1024;

    /** Characters of all texts; when there are more, it begins anew. */
    private static final int KEPT = 4 * 1024 * 1024;

    private final @Nullable String[] texts = new String[TEXTS];
    private final String[] @Nullable [] lists = new String[LISTS][];
    private int kept;

    String text(String text) {
        if (text.length() > LONGEST_TEXT) {
            return text;
        }
        int place = place(text.hashCode(), TEXTS);
        String known = texts[place];
        if (known != null && known.equals(text)) {
            return known;
        }
        kept += text.length() - (known == null ? 0 : known.length());
        if (kept > KEPT) {
            Arrays.fill(texts, null);
            kept = text.length();
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
