package org.osprofiler.paste;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** A file in a vector's case: a text, or bytes when it is none. */
final class FileContent {

    private FileContent() {}

    static byte[] of(@Nullable Object text, @Nullable Object base64) {
        return text == null
                ? Base64.getDecoder().decode(String.valueOf(base64))
                : String.valueOf(text).getBytes(StandardCharsets.UTF_8);
    }
}
