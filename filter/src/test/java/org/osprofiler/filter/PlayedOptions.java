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

    /** As Python reads them: any text that is not empty is on, nothing is cut. */
    static PlayedOptions ofPython(MiddlewareCase each) {
        Object enabled = each.options().get("enabled");
        boolean on = enabled instanceof String text
                ? !text.isEmpty()
                : enabled instanceof Number number ? number.doubleValue() != 0 : Boolean.TRUE.equals(enabled);
        return switched(each, new PlayedOptions(on, keys(each.options().get("hmac_keys")), null));
    }

    static PlayedOptions ofOurs(MiddlewareCase each) {
        PlayedOptions configured = configured(each);
        return configured.refusal == null ? switched(each, configured) : configured;
    }

    /** As contract D5, D6 and D9 say. An ini has texts only, so there a key 5 is the text. */
    static PlayedOptions configured(MiddlewareCase each) {
        Map<String, Object> options = each.options();
        String enabled = uncommented(options.get("enabled")).strip().toLowerCase(Locale.ROOT);
        if (!TRUE.contains(enabled) && !FALSE.contains(enabled)) {
            return new PlayedOptions(false, List.of(), "is neither yes nor no");
        }
        Object given = options.get("hmac_keys");
        List<String> keys = keys(given instanceof List<?> ? given : uncommented(given));
        boolean on = TRUE.contains(enabled);
        return new PlayedOptions(on, keys, on && keys != null && keys.isEmpty() ? "key" : null);
    }

    private static PlayedOptions switched(MiddlewareCase each, PlayedOptions configured) {
        List<String> call = each.switched();
        if (call.isEmpty()) {
            return configured;
        }
        boolean on = call.get(0).equals("enable");
        return new PlayedOptions(on, on && call.size() > 1 ? HmacKey.split(call.get(1)) : configured.keys, null);
    }

    private static @Nullable List<String> keys(@Nullable Object hmacKeys) {
        if (hmacKeys instanceof List<?> list) {
            return list.stream().map(String::valueOf).toList();
        }
        return hmacKeys == null ? List.of() : hmacKeys instanceof String text ? HmacKey.split(text) : null;
    }

    private static String uncommented(@Nullable Object value) {
        return value == null ? "" : COMMENT.matcher(String.valueOf(value)).replaceAll("");
    }
}
