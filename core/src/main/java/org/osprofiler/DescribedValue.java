package org.osprofiler;

import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Says what a value of the application is without running any code of the application: no {@code toString()} that may run
 * SQL, no {@code size()} of a lazy collection.
 */
public final class DescribedValue {

    private DescribedValue() {}

    /**
     * Texts (cut), numbers, booleans, enums, UUIDs and {@code java.time} by value; arrays, and the platform's own
     * collections and maps, as type and size; anything else as its class' name.
     *
     * @param maxText characters that a text may have
     * @return a {@link String}, {@link Number}, {@link Boolean} or null
     */
    public static @Nullable Object of(@Nullable Object value, int maxText) {
        if (value == null || value instanceof Boolean || value instanceof Integer || value instanceof Long) {
            return value;
        }
        if (value instanceof String text) {
            return cut(text, maxText);
        }
        if (value instanceof Double || value instanceof Float || value instanceof Short || value instanceof Byte) {
            return value;
        }
        if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        Class<?> type = value.getClass();
        if (type == BigInteger.class || type == BigDecimal.class) {
            return cut(value.toString(), maxText);
        }
        if (value instanceof Character
                || value instanceof UUID
                || type.getName().startsWith("java.time.")) {
            return value.toString();
        }
        if (type.isArray()) {
            return type.getComponentType().getTypeName() + "[" + Array.getLength(value) + "]";
        }
        if (type.getName().startsWith("java.util.")) {
            return sized(value, type);
        }
        return type.getName();
    }

    private static String sized(Object value, Class<?> type) {
        // Views of the platform (unmodifiableList, …) may hide a collection of the application: their size() is not
        // ours.
        boolean own = type.getPackageName().equals("java.util") && !type.isMemberClass()
                || type.getName().startsWith("java.util.ImmutableCollections");
        if (own && value instanceof Collection<?> collection) {
            return type.getName() + "[" + collection.size() + "]";
        }
        if (own && value instanceof Map<?, ?> map) {
            return type.getName() + "[" + map.size() + "]";
        }
        return type.getName();
    }

    /** An exception's message, cut; null when it has none, or cannot say it, for {@code getMessage()} is code of others. */
    public static @Nullable String message(Throwable error, int max) {
        try {
            String message = error.getMessage();
            return message == null ? null : cut(message, max);
        } catch (RuntimeException | StackOverflowError | LinkageError e) {
            return null;
        }
    }

    /** The text, or as much of it as is allowed, with a mark at the end. Never splits a surrogate pair. */
    public static String cut(String text, int max) {
        if (text.length() <= max) {
            return text;
        }
        int end = Math.max(0, max - 1);
        if (end > 0 && Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end) + "…";
    }
}
