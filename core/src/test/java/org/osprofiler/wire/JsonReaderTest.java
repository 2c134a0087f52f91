package org.osprofiler.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.StringReader;
import java.lang.ref.WeakReference;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
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
    void namesThatNotificationsHave_areThereOnce() throws MalformedJsonException {
        assertThat(nameIn("{\"base_id\":1}", true)).isSameAs(nameIn("{\"base_id\":2}", false));
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
