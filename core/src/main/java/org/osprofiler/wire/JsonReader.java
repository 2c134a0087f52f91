package org.osprofiler.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/**
 * Reads JSON into plain trees: {@link Map} (in the order of the text, a repeated key's last value wins), {@link List},
 * both immutable, {@link String}, {@link Boolean}, null, {@link Long} or {@link BigInteger} for whole numbers, {@link Double} for others. As
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
    private static final JsonReader WIRE = new JsonReader(WIRE_DEPTH, WIRE_NAME);
    private static final JsonReader FILE = new JsonReader(2_000_000, MAX_TEXT);

    private final JsonFactory factory;
    private final @Nullable SharedParts shared;

    private JsonReader(JsonFactory factory, @Nullable SharedParts shared) {
        this.factory = factory;
        this.shared = shared;
    }

    private JsonReader(int depth, int nameLength) {
        this(factory(depth, nameLength), null);
    }

    private static JsonFactory factory(int depth, int nameLength) {
        return JsonFactory.builder()
                // Its table of names is shared and never emptied: whoever sends new names would fill the memory.
                .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
                .disable(TokenStreamFactory.Feature.INTERN_PROPERTY_NAMES)
                .disable(StreamReadFeature.AUTO_CLOSE_SOURCE) // whoever opened it closes it
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
     * A reader with the same limits for all parts of one trace: what they have in common is in memory once. Not thread safe;
     * to be let go of when the trace is read.
     */
    public JsonReader sharingParts() {
        return new JsonReader(factory, new SharedParts());
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

    /**
     * The one value in a UTF-8 text; otherwise as {@link #read(String)}.
     *
     * @throws IOException when {@code utf8} fails
     */
    public @Nullable Object read(InputStream utf8) throws IOException, MalformedJsonException {
        try {
            return read(new InputStreamReader(utf8, StandardCharsets.UTF_8.newDecoder()));
        } catch (MalformedJsonException e) {
            if (e.getCause() instanceof JacksonException && e.getCause().getCause() instanceof IOException failure) {
                if (failure instanceof CharacterCodingException) {
                    throw new MalformedJsonException("no UTF-8", failure);
                }
                throw failure;
            }
            throw e;
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

    private @Nullable Object readAll(JsonParser parser) throws MalformedJsonException {
        if (parser.nextToken() == null) {
            throw new MalformedJsonException("no JSON value, the text is empty", null);
        }
        Object tree = new JsonTree(parser, shared).read();
        if (parser.nextToken() != null) {
            throw new MalformedJsonException("text after the JSON value", null);
        }
        return tree;
    }
}
