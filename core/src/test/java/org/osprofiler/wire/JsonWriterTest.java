package org.osprofiler.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JsonWriterTest {

    @Test
    void styles_putWhiteSpaceWherePythonDoes() {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("a", Arrays.asList(1L, null));
        tree.put("b", Map.of());
        tree.put("c", List.of());
        assertThat(JsonWriter.toText(tree, JsonWriter.Style.COMPACT)).isEqualTo("{\"a\":[1,null],\"b\":{},\"c\":[]}");
        assertThat(JsonWriter.toText(tree, JsonWriter.Style.PYTHON))
                .isEqualTo("{\"a\": [1, null], \"b\": {}, \"c\": []}");
        assertThat(JsonWriter.toText(tree, JsonWriter.Style.REPORT))
                .isEqualTo("{\n  \"a\": [\n    1,\n    null\n  ],\n  \"b\": {},\n  \"c\": []\n}");
    }

    @Test
    void text_outsideAscii_isEscapedInLowerCase() {
        assertThat(JsonWriter.toText(
                        "\"\\/\b\f\n\r\t\u0000\u001f\u007f\u2028\u0416\ud83d\ude00", JsonWriter.Style.COMPACT))
                .isEqualTo("\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0000\\u001f\\u007f\\u2028\\u0416\\ud83d\\ude00\"");
    }

    @Test
    void text_withLoneSurrogate_keepsIt() throws MalformedJsonException {
        String json = JsonWriter.toText("a\ud800b", JsonWriter.Style.COMPACT);
        assertThat(json).isEqualTo("\"a\\ud800b\"");
        assertThat(JsonReader.forWire().read(json)).isEqualTo("a\ud800b");
    }

    @Test
    void scalars_areSpelledAsPythons() {
        List<@Nullable Object> scalars = Arrays.asList(
                true, false, null, (byte) 1, (short) 2, 3, -4L, new BigInteger("9223372036854775812"), 1.5f, "");
        assertThat(JsonWriter.toText(scalars, JsonWriter.Style.COMPACT))
                .isEqualTo("[true,false,null,1,2,3,-4,9223372036854775812,1.5,\"\"]");
    }

    @Test
    void value_ofAnotherClass_isRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JsonWriter.toText(List.of(new StringBuilder()), JsonWriter.Style.COMPACT))
                .withMessage("not a JSON value: java.lang.StringBuilder");
    }

    @Test
    void tree_ofAHundredThousandLevels_doesNotOverflow() throws MalformedJsonException {
        int levels = 100_000;
        Object tree = List.of();
        for (int i = 1; i < levels; i++) {
            tree = i % 2 == 0 ? List.of(tree) : Map.of("a", tree);
        }
        String json = JsonWriter.toText(tree, JsonWriter.Style.COMPACT);
        Object reread = JsonReader.forFiles().read(json);
        assertThat(JsonWriter.toText(reread, JsonWriter.Style.COMPACT)).isEqualTo(json);
    }

    @Test
    void mapEntriesInAList_areNoJson() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JsonWriter.toText(List.of(Map.entry("a", 1L)), JsonWriter.Style.COMPACT));
    }

    /** Escapes where a piece of a long text ends, and pairs that stand across it. */
    @Test
    void longText_isThatOfItsCharacters() throws MalformedJsonException {
        for (int before = 4_090; before < 4_102; before++) {
            String text = "x".repeat(before) + "\"\ud83d\ude00\n" + "y".repeat(9_000) + '\u0416';
            String json = "\"" + "x".repeat(before) + "\\\"\\ud83d\\ude00\\n" + "y".repeat(9_000) + "\\u0416\"";
            assertThat(JsonWriter.toText(text, JsonWriter.Style.COMPACT)).isEqualTo(json);
            for (Appendable out : List.of(new StringBuilder(), new StringWriter())) {
                new JsonWriter(JsonWriter.Style.COMPACT, out).string(text).flush();
                assertThat(out).hasToString(json);
            }
        }
    }

    @Test
    void deepLevels_haveAllTheirSpaces() {
        int levels = 5_000;
        StringWriter out = new StringWriter();
        JsonWriter json = new JsonWriter(JsonWriter.Style.REPORT, out);
        for (int i = 0; i < levels; i++) {
            json.beginArray();
        }
        json.number(1).flush();
        List<String> lines = out.toString().lines().toList();
        for (int i = 0; i <= levels; i++) {
            assertThat(lines.get(i)).isEqualTo(" ".repeat(2 * i) + (i == levels ? "1" : "["));
        }
    }

    @Test
    void output_isHandedOverWhileWriting() {
        StringBuilder out = new StringBuilder();
        JsonWriter json = new JsonWriter(JsonWriter.Style.COMPACT, out);
        List<Object> numbers = new ArrayList<>();
        for (long i = 0; i < 10_000; i++) {
            numbers.add(i);
        }
        json.value(numbers);
        assertThat(out.length()).isGreaterThan(16 * 1024);
        json.flush();
        assertThat(out).hasToString(JsonWriter.toText(numbers, JsonWriter.Style.COMPACT));
        assertThat(json.length()).isZero();
    }

    @Test
    void failingOutput_isThrown() {
        Appendable broken = new Appendable() {
            @Override
            public Appendable append(CharSequence text) throws IOException {
                throw new IOException("disk full");
            }

            @Override
            public Appendable append(CharSequence text, int from, int to) throws IOException {
                throw new IOException("disk full");
            }

            @Override
            public Appendable append(char c) throws IOException {
                throw new IOException("disk full");
            }
        };
        JsonWriter json = new JsonWriter(JsonWriter.Style.COMPACT, broken).value(1L);
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(json::flush)
                .withMessageContaining("disk full");
    }
}
