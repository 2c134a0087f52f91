package org.osprofiler.paste;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osprofiler.send.MaskedUrl;
import org.osprofiler.wire.HmacKey;

/**
 * One option as it is in effect.
 *
 * @param name as in the ini
 * @param value a Boolean, a Long, a String, a list of Strings, or null when it is not set; in clear
 * @param source where it comes from: {@code api-paste.ini:12}, {@code environment OS_PROFILER__ENABLED}, {@code default}
 * @param secret whether the value, or a part of it, must not be shown: see {@link #masked()}
 */
public record ConfigValue(String name, @Nullable Object value, String source, boolean secret) {

    /** The value that may be shown: keys without all but their first two characters, URLs without passwords and parameters. */
    public @Nullable Object masked() {
        if (!secret || value == null) {
            return value;
        }
        if (value instanceof List<?> keys) {
            return keys.stream().map(key -> HmacKey.mask(String.valueOf(key))).toList();
        }
        return MaskedUrl.of(value.toString()).withUsers();
    }

    @Override
    public String toString() {
        return name + " = " + masked() + " (" + source + ")";
    }
}
