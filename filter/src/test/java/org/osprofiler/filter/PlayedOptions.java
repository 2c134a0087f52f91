package org.osprofiler.filter;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.osprofiler.wire.HmacKey;

/**
 * What a middleware is told by its arguments, and by web.enable() and web.disable() after them.
 *
 * @param on whether requests are traced
 * @param keys the accepted keys; null where Python fails with them
 * @param refusal what the application's start fails with; null when it starts
 */
record PlayedOptions(
        boolean on, @Nullable List<String> keys, @Nullable String refusal) {

    private static final Set<String> TRUE = Set.of("true", "1", "yes", "on");
    private static final Set<String> FALSE = Set.of("false", "0", "no", "off", "");

    /** Contract D6: a comment behind a value, as guides write them. */
    private static final Pattern COMMENT = Pattern.compile("(?m)(?:^|\\s+)#.*$");

    /** As Python reads them: what is not empty, 0 or null is on, nothing is cut. */
    static PlayedOptions ofPython(MiddlewareCase each) {
        Object keys = each.options().get("hmac_keys");
        return switched(each, new PlayedOptions(isTrue(each.options().get("enabled")), pythonKeys(keys), null));
    }

    private static @Nullable List<String> pythonKeys(@Nullable Object keys) {
        if (keys instanceof List<?> list) {
            return list.stream().map(String::valueOf).toList();
        }
        return !isTrue(keys) ? List.of() : keys instanceof String text ? HmacKey.split(text) : null;
    }

    private static boolean isTrue(@Nullable Object value) {
        boolean isNothing = value == null
                || List.of("", false, List.of(), Map.of()).contains(value)
                || value instanceof Number number && number.doubleValue() == 0;
        return !isNothing;
    }

    static PlayedOptions ofOurs(MiddlewareCase each) {
        PlayedOptions configured = configured(each);
        return configured.refusal == null ? switched(each, configured) : configured;
    }

    /** As contract D5, D6 and D9 say. An ini has texts only, so there a key 5 is the text; and no key is empty. */
    static PlayedOptions configured(MiddlewareCase each) {
        String enabled = uncommented(each.option("enabled")).strip().toLowerCase(Locale.ROOT);
        if (!TRUE.contains(enabled) && !FALSE.contains(enabled)) {
            return new PlayedOptions(false, List.of(), "is neither yes nor no");
        }
        List<String> keys = each.options().get("hmac_keys") instanceof List<?> list
                ? list.stream()
                        .map(String::valueOf)
                        .filter(key -> !key.isEmpty())
                        .toList()
                : HmacKey.split(uncommented(each.option("hmac_keys")));
        boolean on = TRUE.contains(enabled);
        return new PlayedOptions(on, keys, on && keys.isEmpty() ? "key" : null);
    }

    /** Keys that are none leave those that were there. What Python failed with is not there to be switched. */
    private static PlayedOptions switched(MiddlewareCase each, PlayedOptions configured) {
        List<String> call = each.switched();
        if (call.isEmpty() || configured.keys == null) {
            return configured;
        }
        boolean on = call.get(0).equals("enable");
        List<String> keys = on && call.size() > 1 ? HmacKey.split(call.get(1)) : List.of();
        return new PlayedOptions(on, keys.isEmpty() ? configured.keys : keys, null);
    }

    /** Whether it is switched on while there is no key. */
    boolean isWithoutKey() {
        return on && keys != null && keys.isEmpty();
    }

    private static String uncommented(@Nullable String value) {
        return value == null ? "" : COMMENT.matcher(value).replaceAll("");
    }
}
