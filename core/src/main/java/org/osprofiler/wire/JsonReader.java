package org.osprofiler.wire;

import java.io.Reader;
import java.io.StringReader;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/**
 * Reads JSON into plain trees: {@link Map} (in the order of the text, a repeated key's last value wins), {@link List},
 * {@link String}, {@link Boolean}, null, {@link Long} or {@link BigInteger} for whole numbers, {@link Double} for others. As
 * Python's {@code json.loads}, {@code NaN} and {@code Infinity} are numbers.
 *
 * <p>Thread safe. Iterative: deep nesting does not overflow the stack; it is refused beyond the reader's limit.
 */
public final class JsonReader {

    /** Nesting that is accepted from the network. */
    public static final int WIRE_DEPTH = 100;

    /** Characters of a property's name that are accepted from the network. */
    public static final int WIRE_NAME = 4096;

    private static final int MAX_TEXT = 64 * 1024 * 1024;
    private static final Set<String> PYTHON_NON_NUMBERS = Set.of("NaN", "Infinity", "-Infinity");
    private static final JsonReader WIRE = new JsonReader(WIRE_DEPTH, WIRE_NAME);
    private static final JsonReader FILE = new JsonReader(2_000_000, MAX_TEXT);

    /** One text for all notifications: they have these names in common, and a trace in memory has many notifications. */
    private static final Map<String, String> USUAL_NAMES = Stream.of(
                    Notification.NAME,
                    Notification.BASE_ID,
                    Notification.SPAN_ID,
                    Notification.PARENT_ID,
                    Notification.TIMESTAMP,
                    Notification.INFO,
                    Notification.PROJECT,
                    Notification.SERVICE,
                    Notification.HOST,
                    "request",
                    "path",
                    "query",
                    "method",
                    "scheme",
                    "response",
                    "status",
                    "db",
                    "statement",
                    "params",
                    "function",
                    "args",
                    "kwargs",
                    "result",
                    "etype",
                    "message")
            .collect(Collectors.toUnmodifiableMap(name -> name, name -> name));

    private final JsonFactory factory;

    private JsonReader(int depth, int nameLength) {
        factory = JsonFactory.builder()
                // Its table of names is shared and never emptied: whoever sends new names would fill the memory.
                .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
                .disable(TokenStreamFactory.Feature.INTERN_PROPERTY_NAMES)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(depth)
                        .maxStringLength(MAX_TEXT)
                        .maxNameLength(nameLength)
                        .maxNumberLength(4300) // Python's own limit for whole numbers
                        .build())
                .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                .build();
    }

    /** For what comes from outside: at most {@value #WIRE_DEPTH} levels, and names of {@value #WIRE_NAME} characters. */
    public static JsonReader forWire() {
        return WIRE;
    }

    /** For report files, which nest one level or two a span. */
    public static JsonReader forFiles() {
        return FILE;
    }

    /**
     * The one value in {@code text}.
     *
     * @throws MalformedJsonException when it is no JSON, or is followed by something else than white space
     */
    public @Nullable Object read(String text) throws MalformedJsonException {
        if (SurrogateEscapes.mayBeIn(text)) {
            return read(new StringReader(text));
        }
        try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), text)) {
            return readAll(parser);
        } catch (JacksonException e) {
            throw new MalformedJsonException(e.getOriginalMessage(), e);
        }
    }

    /** The one value in a UTF-8 text; otherwise as {@link #read(String)}. */
    public @Nullable Object read(byte[] utf8) throws MalformedJsonException {
        try {
            // Without its table of names the parser decodes leniently.
            return read(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString());
        } catch (CharacterCodingException e) {
            throw new MalformedJsonException("no UTF-8", e);
        }
    }

    /** The one value that {@code reader} gives; otherwise as {@link #read(String)}. A failing reader counts as malformed. */
    public @Nullable Object read(Reader reader) throws MalformedJsonException {
        try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), new SurrogateEscapes(reader))) {
            return readAll(parser);
        } catch (JacksonException e) {
            throw new MalformedJsonException(e.getOriginalMessage(), e);
        }
    }

    private static @Nullable Object readAll(JsonParser parser) throws MalformedJsonException {
        if (parser.nextToken() == null) {
            throw new MalformedJsonException("no JSON value, the text is empty", null);
        }
        Object tree = readValue(parser);
        if (parser.nextToken() != null) {
            throw new MalformedJsonException("text after the JSON value", null);
        }
        return tree;
    }

    private static @Nullable Object readValue(JsonParser parser) throws MalformedJsonException {
        Deque<Open> open = new ArrayDeque<>();
        while (true) {
            JsonToken token = parser.currentToken();
            Object done;
            switch (token) {
                case START_OBJECT -> {
                    open.push(new Open(new LinkedHashMap<>(), null));
                    done = open;
                }
                case START_ARRAY -> {
                    open.push(new Open(null, new ArrayList<>()));
                    done = open;
                }
                case PROPERTY_NAME -> {
                    open.element().name = shared(parser.currentName());
                    done = open;
                }
                case END_OBJECT, END_ARRAY -> done = open.pop().container();
                default -> done = scalar(parser, token);
            }
            if (done != open) {
                Open into = open.peek();
                if (into == null) {
                    return done;
                }
                into.add(done);
            }
            parser.nextToken();
        }
    }

    private static String shared(String name) {
        return USUAL_NAMES.getOrDefault(name, name);
    }

    private static @Nullable Object scalar(JsonParser parser, JsonToken token) throws MalformedJsonException {
        return switch (token) {
            case VALUE_STRING -> parser.getString();
            case VALUE_NUMBER_INT -> wholeNumber(parser);
            case VALUE_NUMBER_FLOAT -> number(parser);
            case VALUE_TRUE -> Boolean.TRUE;
            case VALUE_FALSE -> Boolean.FALSE;
            default -> null;
        };
    }

    /** Of the names of numbers Python knows three only; the parser takes more. */
    private static Double number(JsonParser parser) throws MalformedJsonException {
        double value = parser.getDoubleValue();
        if (!Double.isFinite(value)) {
            String text = parser.getString();
            char last = text.charAt(text.length() - 1);
            if (!(last >= '0' && last <= '9') && !PYTHON_NON_NUMBERS.contains(text)) {
                throw new MalformedJsonException(text + " is no number", null);
            }
        }
        return value;
    }

    private static Number wholeNumber(JsonParser parser) {
        return switch (parser.getNumberType()) {
            case INT, LONG -> parser.getLongValue();
            default -> parser.getBigIntegerValue();
        };
    }

    /** A container that is being read: one of the two is there. */
    private static final class Open {
        private final @Nullable Map<String, @Nullable Object> object;
        private final @Nullable List<@Nullable Object> array;
        private String name = "";

        Open(@Nullable Map<String, @Nullable Object> object, @Nullable List<@Nullable Object> array) {
            this.object = object;
            this.array = array;
        }

        @Nullable
        Object container() {
            return object != null ? object : array;
        }

        void add(@Nullable Object value) {
            if (object != null) {
                object.put(name, value);
            } else if (array != null) {
                array.add(value);
            }
        }
    }
}
