package org.osprofiler.testkit;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osprofiler.wire.JsonReader;

/**
 * The golden data: what the real OSProfiler does. They are the folder {@code vectors/} of the repository, which each module has
 * among its test resources; vectors/README.md describes the files. What it has short forms for, long texts and numbers that are
 * none, is written out here.
 */
public final class Vectors {

    private Vectors() {}

    /**
     * A file as it is.
     *
     * @param file its name, {@code headers.json}
     */
    public static byte[] bytes(String file) {
        try (InputStream in = Vectors.class.getResourceAsStream("/vectors/" + file)) {
            if (in == null) {
                throw new FileNotFoundException(
                        "no vectors/" + file + " on the class path; it is a test resource of each module");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The lines of a file that holds one JSON value in each. */
    public static List<String> lines(String file) {
        return new String(bytes(file), StandardCharsets.UTF_8).lines().toList();
    }

    /** A file that is one JSON object. */
    public static Map<String, Object> object(String file) {
        return parsed(bytes(file));
    }

    /** The objects of a file that holds one in each line. */
    public static List<Map<String, Object>> objects(String file) {
        return lines(file).stream()
                .filter(line -> !line.isBlank())
                .map(line -> parsed(line.getBytes(StandardCharsets.UTF_8)))
                .toList();
    }

    /** The cases of a list in such a file, {@code verify} in {@code headers.json}. */
    public static List<Map<String, Object>> cases(String file, String list) {
        return maps(object(file).get(list));
    }

    private static Map<String, Object> parsed(byte[] json) {
        try {
            return map(writtenOut(JsonReader.forFiles().read(json)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable Object writtenOut(@Nullable Object value) {
        if (value instanceof List<?> list) {
            List<@Nullable Object> items = new ArrayList<>();
            list.forEach(item -> items.add(writtenOut(item)));
            return items;
        }
        if (!(value instanceof Map<?, ?> object)) {
            return value;
        }
        if (object.get("$repeat") instanceof List<?> parts) {
            return repeated(parts);
        }
        if (object.get("$float") instanceof String number) {
            return Double.valueOf(number.replace("nan", "NaN").replace("inf", "Infinity"));
        }
        Map<Object, @Nullable Object> fields = new LinkedHashMap<>();
        object.forEach((name, each) -> fields.put(name, writtenOut(each)));
        return fields;
    }

    private static String repeated(List<?> textsAndTimes) {
        StringBuilder text = new StringBuilder();
        for (Object each : textsAndTimes) {
            List<?> textAndTimes = (List<?>) each;
            text.append(String.valueOf(textAndTimes.get(0)).repeat(((Number) textAndTimes.get(1)).intValue()));
        }
        return text.toString();
    }

    /** The objects of a JSON list; none for what is no list. */
    public static List<Map<String, Object>> maps(@Nullable Object list) {
        List<Map<String, Object>> maps = new ArrayList<>();
        if (list instanceof List<?> items) {
            items.forEach(item -> maps.add(map(item)));
        }
        return maps;
    }

    /** A JSON object as a map; an empty one for what is none. */
    @SuppressWarnings("unchecked") // a JSON object's names are texts
    public static Map<String, Object> map(@Nullable Object value) {
        return value instanceof Map<?, ?> ? (Map<String, Object>) value : Map.of();
    }

    /** What a command of Python's printed; of a long text, of which the vectors have that only, its length and digest. */
    public static String printed(Map<?, ?> observed) {
        return observed.get("stdout") instanceof String stdout
                ? stdout
                : observed.get("stdout_bytes") + " bytes, " + observed.get("stdout_sha256");
    }

    /** What ours printed, in the form of {@link #printed}. */
    public static String printedAs(Map<?, ?> observed, String stdout) {
        if (observed.get("stdout") instanceof String) {
            return stdout;
        }
        byte[] octets = stdout.getBytes(StandardCharsets.UTF_8);
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(octets);
            return octets.length + " bytes, " + HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("each Java has SHA-256", e);
        }
    }
}
