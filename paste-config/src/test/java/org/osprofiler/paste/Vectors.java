package org.osprofiler.paste;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osprofiler.wire.JsonReader;

/** The golden data, as maps. */
final class Vectors {

    private Vectors() {}

    static List<Map<String, Object>> cases(String file) {
        String dir = System.getProperty("vectors.dir", "../vectors");
        try {
            Object all = JsonReader.forFiles().read(Files.readAllBytes(Path.of(dir, file)));
            List<Map<String, Object>> cases = new ArrayList<>();
            for (Object each : (List<?>) map(all).getOrDefault("cases", List.of())) {
                cases.add(map(each));
            }
            return cases;
        } catch (IOException e) {
            throw new AssertionError(file, e);
        }
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(@Nullable Object value) {
        return value == null ? Map.of() : (Map<String, Object>) value;
    }

    static byte[] bytes(@Nullable Object text, @Nullable Object base64) {
        return text == null
                ? Base64.getDecoder().decode(String.valueOf(base64))
                : String.valueOf(text).getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }
}
