package org.osprofiler.interceptor.programs;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An exception that a program raises.
 *
 * @param type as Python names it: module and class, of what is built in the class alone
 * @param args what it is made with
 */
record Raised(String type, List<?> args) {

    /** Exceptions whose text is not their one argument. */
    private static final Set<String> WITH_A_TEXT_OF_THEIR_OWN = Set.of("KeyError", "app.errors.StrDiffers");

    /** What a step, function or method raises; null when it does not. */
    static Raised of(Map<String, Object> where) {
        return where.get("raises") instanceof Map<?, ?> raises
                ? new Raised(
                        String.valueOf(raises.get("type")),
                        raises.get("args") instanceof List<?> args ? args : List.of())
                : null;
    }

    /** Java's exceptions have one text; it stands for the first argument. */
    String message() {
        return args.isEmpty() || args.get(0) == null ? null : String.valueOf(args.get(0));
    }

    /** Whether Python has something else to say than one text that it was given. */
    boolean isMoreThanAText() {
        boolean isText = args.isEmpty() || args.size() == 1 && args.get(0) instanceof String;
        return !isText || WITH_A_TEXT_OF_THEIR_OWN.contains(type);
    }

    String simpleName() {
        return type.substring(type.lastIndexOf('.') + 1);
    }
}
