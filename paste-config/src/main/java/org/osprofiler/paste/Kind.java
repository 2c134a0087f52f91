package org.osprofiler.paste;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.osprofiler.wire.HmacKey;
import org.osprofiler.wire.PythonText;

/** What an option's text may be, and what it becomes. */
enum Kind {
    BOOLEAN("yes or no"),
    TEXT("text"),
    KEYS("keys"),
    LIST("list"),
    URL("URL"),
    FILE("file"),
    NUMBER("number"),
    SECONDS("seconds");

    /** As oslo.config has them, in any case. */
    private static final Set<String> TRUE = Set.of("true", "1", "yes", "on");

    private static final Set<String> FALSE = Set.of("false", "0", "no", "off");

    /** Schemes that need no slashes. Of all others USER:PASSWORD@HOST would look like one. */
    private static final Set<String> OPAQUE = Set.of("messaging", "jndi", "file");

    private static final int SHOWN = 40;

    private final String label;

    Kind(String label) {
        this.label = label;
    }

    /** For the documentation's table. */
    String label() {
        return label;
    }

    /** Whether a text stands for no value at all. A number of quoted blanks does too, as in oslo.config. */
    boolean isNothing(String text) {
        return (this == NUMBER || this == SECONDS ? PythonText.strip(text) : text).isEmpty();
    }

    /**
     * The value: a Boolean, a Long, a String or a list of Strings.
     *
     * @throws IllegalArgumentException saying what was found and what is allowed; shows nothing of a secret
     */
    static Object parse(Option option, String text) {
        return switch (option.kind()) {
            case BOOLEAN -> bool(text);
            case TEXT, FILE -> text;
            case URL -> url(text);
            case KEYS -> HmacKey.split(text);
            case LIST -> list(text);
            case NUMBER, SECONDS -> within(option, wholeNumber(text));
        };
    }

    static boolean bool(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (TRUE.contains(lower)) {
            return true;
        }
        if (FALSE.contains(lower)) {
            return false;
        }
        throw new IllegalArgumentException(shown(text)
                + " is neither yes nor no; allowed are true, 1, yes, on and false, 0, no, off, in any case");
    }

    /** As Python's {@code int()}: a sign, digits of any script, single underscores between them. */
    static BigInteger wholeNumber(String text) {
        String stripped = PythonText.strip(text);
        StringBuilder digits = new StringBuilder();
        boolean afterDigit = false;
        for (int i = 0; i < stripped.length(); i++) {
            char c = stripped.charAt(i);
            int digit = Character.digit(c, 10);
            if (digit >= 0) {
                digits.append((char) ('0' + digit));
                afterDigit = true;
            } else if (i == 0 && (c == '-' || c == '+')) {
                digits.append(c);
            } else if (c == '_' && afterDigit) {
                afterDigit = false;
            } else {
                afterDigit = false;
                break;
            }
        }
        if (!afterDigit || digits.length() > SHOWN) {
            throw new IllegalArgumentException(shown(text) + " is no whole number; write digits, without a unit");
        }
        return new BigInteger(digits.toString());
    }

    private static Long within(Option option, BigInteger number) {
        if (number.compareTo(BigInteger.valueOf(option.least())) < 0
                || number.compareTo(BigInteger.valueOf(option.most())) > 0) {
            throw new IllegalArgumentException(number + " is out of range; allowed is " + option.least() + " to "
                    + option.most() + (option.kind() == SECONDS ? " seconds" : ""));
        }
        return number.longValueExact();
    }

    private static String url(String text) {
        int colon = text.indexOf(':');
        for (int i = 0; i < colon; i++) {
            char c = text.charAt(i);
            if (!Character.isLetterOrDigit(c) && c != '+' && c != '-' && c != '.' && c != '_') {
                colon = -1;
            }
        }
        boolean known = colon > 0 && (text.startsWith("//", colon + 1) || OPAQUE.contains(text.substring(0, colon)));
        if (!known) {
            throw new IllegalArgumentException(
                    "the value is no URL; it begins with a scheme, as in http://127.0.0.1:8777, "
                            + "tcp://HOST:61616 or rabbit://USER:PASSWORD@HOST:5672/VHOST");
        }
        return text;
    }

    private static List<String> list(String text) {
        List<String> items = new ArrayList<>();
        for (String item : text.split("[,\n]", -1)) {
            String stripped = PythonText.strip(item);
            if (!stripped.isEmpty()) {
                items.add(stripped);
            }
        }
        return items;
    }

    private static String shown(String text) {
        String line = text.replace('\n', ' ');
        return "'" + (line.length() > SHOWN ? line.substring(0, SHOWN) + "…" : line) + "'";
    }
}
