package org.osprofiler.cli;

import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds the name that was likely meant. */
final class Nearest {

    private Nearest() {}

    /** The candidate with the fewest changes of letters; null when none is near. */
    static @Nullable String of(String typed, Collection<String> candidates) {
        String best = null;
        int fewest = Math.max(2, typed.length() / 3) + 1;
        for (String candidate : candidates) {
            int changes = changes(typed.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
            if (changes < fewest) {
                fewest = changes;
                best = candidate;
            }
        }
        return best;
    }

    /** Letters to insert, take out or replace (Levenshtein), row by row. */
    private static int changes(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }
}
