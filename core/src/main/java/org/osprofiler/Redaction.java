package org.osprofiler;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Which names tell of secrets. */
final class Redaction {

    /** Parts of names, in lower case, without {@code _} and {@code -}. */
    private static final List<String> ALWAYS = List.of(
            "password", "passwd", "pwd", "secret", "token", "apikey", "authorization", "credential", "privatekey");

    private final List<String> parts;

    /** @param more parts of names to hide besides the built-in ones */
    Redaction(List<String> more) {
        List<String> all = new ArrayList<>(ALWAYS);
        for (String part : more) {
            all.add(normalised(part));
        }
        parts = List.copyOf(all);
    }

    boolean hides(String name) {
        String normalised = normalised(name);
        for (String part : parts) {
            if (normalised.contains(part)) {
                return true;
            }
        }
        return false;
    }

    private static String normalised(String name) {
        return name.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
    }
}
