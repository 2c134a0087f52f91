package org.osprofiler.wire;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Makes a plain tree of what a parser finds, see {@link JsonReader}. Used once. */
final class JsonTree {

    private static final Set<String> PYTHON_NON_NUMBERS = Set.of("NaN", "Infinity", "-Infinity");

    private final JsonParser parser;
    private final @Nullable SharedParts shared;
    private final Deque<Open> open = new ArrayDeque<>();

    JsonTree(JsonParser parser, @Nullable SharedParts shared) {
        this.parser = parser;
        this.shared = shared;
    }

    /** The value that begins with the parser's current token. */
    @Nullable
    Object read() throws MalformedJsonException {
        while (true) {
            JsonToken token = parser.currentToken();
            switch (token) {
                case START_OBJECT -> open.push(new OpenObject(shared));
                case START_ARRAY -> open.push(new OpenArray());
                case PROPERTY_NAME -> open.element().name(text(parser.currentName()));
                default -> {
                    Object done = token.isStructEnd() ? open.pop().done() : scalar(token);
                    Open into = open.peek();
                    if (into == null) {
                        return done;
                    }
                    into.add(done);
                }
            }
            parser.nextToken();
        }
    }

    private String text(String text) {
        return shared == null ? text : shared.text(text);
    }

    private @Nullable Object scalar(JsonToken token) throws MalformedJsonException {
        return switch (token) {
            case VALUE_STRING -> text(parser.getString());
            case VALUE_NUMBER_INT -> wholeNumber();
            case VALUE_NUMBER_FLOAT -> number();
            case VALUE_TRUE -> Boolean.TRUE;
            case VALUE_FALSE -> Boolean.FALSE;
            default -> null;
        };
    }

    /** Of the names of numbers Python knows three only; the parser takes more. */
    private Double number() throws MalformedJsonException {
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

    private Number wholeNumber() {
        return switch (parser.getNumberType()) {
            case INT, LONG -> parser.getLongValue();
            default -> parser.getBigIntegerValue();
        };
    }

    /** A container that is being read. */
    private interface Open {
        /** The name of what is added next, in an object. */
        default void name(String name) {}

        void add(@Nullable Object value);

        Object done();
    }

    private static final class OpenObject implements Open {
        private final JsonObject.Builder object;
        private String name = "";

        OpenObject(@Nullable SharedParts shared) {
            this.object = new JsonObject.Builder(shared);
        }

        @Override
        public void name(String name) {
            this.name = name;
        }

        @Override
        public void add(@Nullable Object value) {
            object.put(name, value);
        }

        @Override
        public Object done() {
            return object.build();
        }
    }

    private static final class OpenArray implements Open {
        private final List<@Nullable Object> array = new ArrayList<>();

        @Override
        public void add(@Nullable Object value) {
            array.add(value);
        }

        /** No {@code List.of}, as that takes no null. */
        @Override
        public Object done() {
            return Collections.unmodifiableList(Arrays.asList(array.toArray()));
        }
    }
}
