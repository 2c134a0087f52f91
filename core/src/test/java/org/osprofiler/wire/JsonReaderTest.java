package org.osprofiler.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.lang.ref.WeakReference;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {

    private static @Nullable Object read(String json) throws MalformedJsonException {
        return JsonReader.forWire().read(json);
    }

    @Test
    void values_becomePlainObjects() throws MalformedJsonException {
        assertThat(read(" [1, -2, 9223372036854775808, 1.5, 1e2, true, false, null, \"t\", {}, []]\n"))
                .isEqualTo(Arrays.asList(
                        1L,
                        -2L,
                        new BigInteger("9223372036854775808"),
                        1.5,
                        100.0,
                        true,
                        false,
                        null,
                        "t",
                        Map.of(),
                        List.of()));
    }

    @Test
    void objects_keepTheOrderOfTheText() throws MalformedJsonException {
        assertThat((Map<?, ?>) read("{\"z\":1,\"a\":2,\"m\":3}")).hasToString("{z=1, a=2, m=3}");
    }

    @Test
    void keyTwice_lastOneWins_atTheFirstPlace() throws MalformedJsonException {
        assertThat((Map<?, ?>) read("{\"a\":1,\"b\":2,\"a\":3}")).hasToString("{a=3, b=2}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\ud800",
                "\udc00",
                "a\ud800",
                "\udc00\ud800",
                "\ud800\n",
                "\ud83d\ude00",
                "\\ud800",
                "\\\ud800",
                "\"\udfff\"",
                "\ud7ff\ue000"
            })
    void halfAPair_isTakenInNamesAndValues(String text) throws MalformedJsonException {
        String json = JsonWriter.toText(Map.of(text, List.of(text)), JsonWriter.Style.COMPACT);
        assertThat(read(json)).isEqualTo(Map.of(text, List.of(text)));
        assertThat(JsonReader.forWire().read(new StringReader(json))).isEqualTo(Map.of(text, List.of(text)));
    }

    @Test
    void halfAPair_mayBeInUpperCase() throws MalformedJsonException {
        assertThat(read("{\"\\uDC0A\": 1}")).isEqualTo(Map.of("\udc0a", 1L));
    }

    @Test
    void halvesOfPairs_areTaken_whereverABufferEnds() throws MalformedJsonException {
        String half = "\\ud800";
        for (int before = 8_180; before < 8_200; before++) {
            String json = "{\"" + "x".repeat(before) + half + "\": \"" + half.repeat(3_000) + "\"}";
            assertThat(JsonReader.forFiles().read(json))
                    .isEqualTo(Map.of("x".repeat(before) + '\ud800', "\ud800".repeat(3_000)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"\\ud8\": 1}", "\"\\ud80", "\"\\ud80g\"", "\\ud800", "{\"\\ud800\": 1", "\"\\"})
    void escapeThatIsNone_isRefused(String json) {
        assertThatExceptionOfType(MalformedJsonException.class).isThrownBy(() -> read(json));
    }

    @Test
    void numbersThatJsonHasNoSpellingFor_areThoseOfPython() throws MalformedJsonException {
        assertThat(read("[NaN, Infinity, -Infinity, 1e999, -1e999]"))
                .isEqualTo(List.of(
                        Double.NaN,
                        Double.POSITIVE_INFINITY,
                        Double.NEGATIVE_INFINITY,
                        Double.POSITIVE_INFINITY,
                        Double.NEGATIVE_INFINITY));
    }

    @Test
    void minusZero_isZeroAsWholeNumber_andKeepsItsSignOtherwise() throws MalformedJsonException {
        assertThat(read("[-0, -0.0]")).isEqualTo(List.of(0L, -0.0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "{",
                "[1,",
                "{\"a\"}",
                "{\"a\":1,}",
                "[1,]",
                "{'a':1}",
                "{a:1}",
                "nul",
                "None",
                "True",
                "nan",
                "INF",
                "-INF",
                "+INF",
                "+Infinity",
                "-NaN",
                "+1",
                "01",
                "1.",
                ".5",
                "1e",
                "0x10",
                "1 2",
                "{} {}",
                "{} x",
                "\"a",
                "\"a\u0001b\"",
                "\"\\x41\"",
                "\"\\u12\"",
                "/* c */ 1",
                "// c\n1",
                "\ufeff1",
                "\u00a01"
            })
    void whatPythonRefuses_isRefused(String json) {
        assertThatExceptionOfType(MalformedJsonException.class).isThrownBy(() -> read(json));
        assertThatExceptionOfType(MalformedJsonException.class)
                .isThrownBy(() -> JsonReader.forFiles().read(new StringReader(json)));
    }

    @Test
    void bytes_areUtf8Only() throws MalformedJsonException {
        byte[] utf8 = "\"\u0416\"".getBytes(StandardCharsets.UTF_8);
        assertThat(JsonReader.forWire().read(utf8)).isEqualTo("\u0416");
        byte[] latin1 = {'"', (byte) 0xe9, '"'};
        assertThatExceptionOfType(MalformedJsonException.class)
                .isThrownBy(() -> JsonReader.forWire().read(latin1));
    }

    @Test
    void nesting_fromTheNetwork_isLimited() throws MalformedJsonException {
        assertThat(read(nested(JsonReader.WIRE_DEPTH))).isInstanceOf(List.class);
        assertThatExceptionOfType(MalformedJsonException.class)
                .isThrownBy(() -> read(nested(JsonReader.WIRE_DEPTH + 1)));
    }

    @Test
    void nesting_inFiles_isAllowed() throws MalformedJsonException {
        assertThat(JsonReader.forFiles().read(nested(200_000))).isInstanceOf(List.class);
    }

    private static String nested(int levels) {
        return "[".repeat(levels) + "]".repeat(levels);
    }

    @Test
    void wholeNumber_ofMoreThan4300Digits_isRefusedAsByPython() throws MalformedJsonException {
        String digits = "9".repeat(4300);
        assertThat(read(digits)).isEqualTo(new BigInteger(digits));
        assertThatExceptionOfType(MalformedJsonException.class).isThrownBy(() -> read(digits + "9"));
    }

    /** Names that nobody uses any more must go: those from the network are without end. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void namesOfProperties_areNotKept(boolean asBytes) throws MalformedJsonException {
        String json = "{\"a name of this test only, " + asBytes + "\":1}";
        WeakReference<Object> name = new WeakReference<>(nameIn(json, asBytes));
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (name.get() != null) {
            assertThat(System.nanoTime()).as("the name is still there").isLessThan(deadline);
            System.gc();
        }
    }

    private static Object nameIn(String json, boolean asBytes) throws MalformedJsonException {
        return nameIn(json, asBytes, JsonReader.forWire());
    }

    private static Object nameIn(String json, boolean asBytes, JsonReader reader) throws MalformedJsonException {
        Object tree = asBytes ? reader.read(json.getBytes(StandardCharsets.UTF_8)) : reader.read(json);
        return ((Map<?, ?>) tree).keySet().iterator().next();
    }

    @Test
    void sharingParts_givesEqualTextsAsOneObject() throws MalformedJsonException {
        JsonReader reader = JsonReader.forWire().sharingParts();
        List<?> values = (List<?>) reader.read("[{\"a\":\"same\"},{\"b\":\"same\"}]");
        Map<?, ?> first = (Map<?, ?>) values.get(0);
        Map<?, ?> second = (Map<?, ?>) values.get(1);
        Map<?, ?> later = (Map<?, ?>) reader.read("{\"a\":\"other\"}");
        assertThat(second.get("b")).isSameAs(first.get("a"));
        assertThat(later.keySet().iterator().next())
                .isSameAs(first.keySet().iterator().next());
        assertThat(later).isEqualTo(Map.of("a", "other"));
    }

    /** Many more than are remembered, and some of the same hash. */
    @Test
    void sharingParts_neverMixesUp() throws MalformedJsonException {
        JsonReader reader = JsonReader.forWire().sharingParts();
        for (int i = 0; i < 100_000; i++) {
            String name = i % 2 == 0 ? "Aa" : "BB";
            assertThat(reader.read("{\"" + name + "\":\"" + name + i / 2 + "\"}"))
                    .isEqualTo(Map.of(name, name + i / 2));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 15, 16, 17, 40})
    void object_ofAnySize_isAMap_thatNobodyCanChange(int size) throws MalformedJsonException {
        Map<String, Object> expected = new LinkedHashMap<>();
        StringBuilder json = new StringBuilder("{\"x\":0");
        expected.put("x", 1L);
        for (int i = 0; i < size; i++) {
            json.append(",\"n").append(i).append("\":").append(i);
            expected.put("n" + i, (long) i);
        }
        @SuppressWarnings("unchecked")
        Map<String, Object> map = (Map<String, Object>) read(json + ",\"x\":1}");
        assertThat(map).isEqualTo(expected).hasSameHashCodeAs(expected).hasToString(expected.toString());
        assertThat(map.get("x")).isEqualTo(1L);
        assertThat(map.get("absent")).isNull();
        assertThat(map.containsKey("absent")).isFalse();
        Map<?, ?> anyKey = map;
        assertThat(anyKey.get(Integer.valueOf(5))).isNull();
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> map.put("y", 1L));
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> map.remove("x"));
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(map::clear);
    }

    @Test
    void array_cannotBeChanged() throws MalformedJsonException {
        @SuppressWarnings("unchecked")
        List<Object> list = (List<Object>) read("[1, null]");
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> list.set(0, 2L));
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> list.add(2L));
    }

    @Test
    void stream_isReadAndLeftOpen() throws IOException, MalformedJsonException {
        boolean[] closed = new boolean[1];
        InputStream in = new ByteArrayInputStream("{\"\u0436\": 1}".getBytes(StandardCharsets.UTF_8)) {
            @Override
            public void close() {
                closed[0] = true;
            }
        };
        assertThat(JsonReader.forFiles().read(in)).isEqualTo(Map.of("\u0436", 1L));
        assertThat(closed).containsExactly(false);
    }

    @Test
    void stream_thatIsNoUtf8_isMalformed_andAFailureIsItself() {
        byte[] latin1 = {'"', (byte) 0xe9, '"'};
        assertThatExceptionOfType(MalformedJsonException.class)
                .isThrownBy(() -> JsonReader.forFiles().read(new ByteArrayInputStream(latin1)))
                .withMessage("no UTF-8");
        IOException failure = new IOException("disk");
        InputStream failing = new InputStream() {
            @Override
            public int read() throws IOException {
                throw failure;
            }

            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                throw failure;
            }
        };
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> JsonReader.forFiles().read(failing))
                .isSameAs(failure);
    }

    @Test
    void whatTheNotificationsOfATraceHaveInCommon_isThereOnce() throws MalformedJsonException {
        JsonReader reader = JsonReader.forWire().sharingParts();
        assertThat(nameIn("{\"own\":1}", true, reader)).isSameAs(nameIn("{\"own\":2}", false, reader));
    }

    @Test
    void namesFromTheNetwork_haveALimit() throws MalformedJsonException {
        String longest = "n".repeat(JsonReader.WIRE_NAME);
        assertThat(read("{\"" + longest + "\":1}")).isEqualTo(Map.of(longest, 1L));
        assertThatExceptionOfType(MalformedJsonException.class).isThrownBy(() -> read("{\"" + longest + "n\":1}"));
    }
}
