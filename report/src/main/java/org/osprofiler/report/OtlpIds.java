package org.osprofiler.report;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The ids of OpenTelemetry, in hexadecimal, as OSProfiler's drivers derive them from UUIDs: all 16 bytes of the trace's, the
 * last 8 of a span's.
 *
 * <p>Source: {@code osprofiler/_utils.py}, {@code shorten_id} and {@code uuid_to_int128}. Python takes a random id where the
 * text is no UUID, which cuts the tree apart; ours is a digest of the text. So it is of a second span that would get the id of
 * another, and where the id would be 0, which OpenTelemetry forbids.
 */
final class OtlpIds {

    private static final int SPAN_DIGITS = 16;
    private static final Pattern ZERO = Pattern.compile("0+");

    private final Map<String, String> bySpanId = new HashMap<>();

    OtlpIds(Trace trace) {
        Set<String> taken = new HashSet<>();
        for (TraceSpan span : trace.spans()) {
            String id = shortened(span.spanId());
            for (String text = span.spanId(); !taken.add(id); text += "'") {
                id = last(digest(text));
            }
            bySpanId.put(span.spanId(), id);
        }
    }

    /** The id of the whole trace. */
    static String ofTrace(String baseId) {
        String hex = hexOfUuid(baseId);
        return ZERO.matcher(hex).matches() ? digest(baseId) : hex;
    }

    /** The id of a span, or of a parent of which nothing was read. */
    String ofSpan(String spanId) {
        String known = bySpanId.get(spanId);
        return known == null ? shortened(spanId) : known;
    }

    private static String shortened(String spanId) {
        String id = last(hexOfUuid(spanId));
        return ZERO.matcher(id).matches() ? last(digest(spanId)) : id;
    }

    private static String hexOfUuid(String id) {
        return PythonUuid.digits(id).orElseGet(() -> digest(id));
    }

    private static String digest(String id) {
        boolean isEncodable = StandardCharsets.UTF_8.newEncoder().canEncode(id);
        byte[] octets = isEncodable ? id.getBytes(StandardCharsets.UTF_8) : utf16(id);
        return UUID.nameUUIDFromBytes(octets).toString().replace("-", "");
    }

    /** Lone surrogates too, which encoders take for one another. */
    private static byte[] utf16(String id) {
        byte[] octets = new byte[2 * id.length()];
        ByteBuffer.wrap(octets).asCharBuffer().put(id);
        return octets;
    }

    private static String last(String hex) {
        return hex.substring(hex.length() - SPAN_DIGITS);
    }
}
