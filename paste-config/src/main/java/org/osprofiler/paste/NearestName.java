package org.osprofiler.paste;

import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The known name that somebody most likely meant: the one with the fewest letters to insert, take out or replace, and no more
 * than a third of them. Case does not count, and {@code -} and space are as good as {@code _}.
 */
public final class NearestName {

    /** Longer names are no typing mistakes; and the comparison is quadratic. */
    private static final int MAX_LENGTH = 64;

    private NearestName() {}

    /** {@code "; did you mean 'NAME'?"}, or nothing when no name is near. */
    public static String hint(String name, Collection<String> known) {
        String nearest = find(name, known);
        return nearest == null ? "" : "; did you mean '" + nearest + "'?";
    }

    /** Null when no name is near. Of equally near ones the first. */
    public static @Nullable String find(String name, Collection<String> known) {
        String wanted = normalised(name);
        if (wanted.length() > MAX_LENGTH) {
            return null;
        }
        int best = Math.max(1, wanted.length() / 3) + 1;
        String nearest = null;
        for (String candidate : known) {
            int distance = distance(wanted, normalised(candidate), best);
            if (distance < best) {
                best = distance;
                nearest = candidate;
            }
        }
        return nearest;
    }

    private static String normalised(String name) {
        return name.toLowerCase(Locale.ROOT).replace('-', '_').replace(' ', '_');
    }

    /** Insertions, deletions, replacements from one to the other; {@code limit} when there are that many or more. */
    private static int distance(String from, String to, int limit) {
        if (Math.abs(from.length() - to.length()) >= limit) {
            return limit;
        }
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
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return Math.min(row[to.length()], limit);
    }
}
