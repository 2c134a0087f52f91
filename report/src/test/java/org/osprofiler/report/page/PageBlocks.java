package org.osprofiler.report.page;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.osprofiler.wire.JsonReader;
import org.osprofiler.wire.MalformedJsonException;

/** Reads the data of a page, as trace.js does. */
record PageBlocks(String html) {

    private byte[] bytes(String base64) {
        try (GZIPInputStream packed =
                new GZIPInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(base64)))) {
            return packed.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Stream<String> block(String name) {
        Matcher found = Pattern.compile(
                        "<script type=\"application/gzip\" data-block=\"" + name + "\">([^<]*)</script>")
                .matcher(html);
        if (!found.find()) {
            throw new IllegalArgumentException("no block " + name);
        }
        return found.group(1).lines();
    }

    byte[] octets(String column) {
        String line = block("columns")
                .filter(each -> each.startsWith(column + " "))
                .findFirst()
                .orElseThrow();
        return bytes(line.substring(column.length() + 1));
    }

    List<String> lines(String block) {
        return new String(octets(block), StandardCharsets.UTF_8).lines().toList();
    }

    /** The values of all infos. */
    List<String> values() {
        List<String> values = new ArrayList<>();
        block("infos")
                .forEach(line ->
                        new String(bytes(line), StandardCharsets.UTF_8).lines().forEach(values::add));
        return values;
    }

    int infoBlocks() {
        return (int) block("infos").count();
    }

    List<Long> numbers(String block) {
        List<Long> numbers = new ArrayList<>();
        long number = 0;
        int shift = 0;
        for (byte octet : octets(block)) {
            number |= (octet & 127L) << shift;
            shift += 7;
            if (octet >= 0) {
                numbers.add(number);
                number = 0;
                shift = 0;
            }
        }
        return numbers;
    }

    List<Long> signed(String block) {
        return numbers(block).stream()
                .map(number -> number % 2 == 0 ? number / 2 : -(number + 1) / 2)
                .toList();
    }

    Map<?, ?> facts() {
        try {
            return (Map<?, ?>) JsonReader.forFiles().read(octets("facts"));
        } catch (MalformedJsonException e) {
            throw new IllegalStateException(e);
        }
    }
}
