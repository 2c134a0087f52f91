package org.osprofiler.interceptor.programs;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.osprofiler.testkit.Vectors;
import org.osprofiler.wire.JsonReader;
import org.osprofiler.wire.MalformedJsonException;

/** One line of {@code notifications.jsonl}: what is done, and what Python's OSProfiler sent. */
record Program(Map<String, Object> line) {

    /** What {@code raises} says: the class as Python names it, and its arguments. */
    record Raised(String type, List<?> args) {

        /** Java's exceptions have one text; it stands for the first argument. */
        String message() {
            return args.isEmpty() ? null : String.valueOf(args.get(0));
        }

        /**
         * Whether Python has more to say than one text: several arguments, one that is no text, or a {@code KeyError}, whose
         * text is quoted.
         */
        boolean isMoreThanAText() {
            return args.size() > 1 || !args.isEmpty() && !(args.get(0) instanceof String) || type.equals("KeyError");
        }
    }

    static Stream<Program> all() {
        return Vectors.lines("notifications.jsonl").stream()
                .filter(line -> !line.isBlank())
                .map(Program::parse);
    }

    private static Program parse(String line) {
        try {
            return new Program(Vectors.map(JsonReader.forFiles().read(line.getBytes(StandardCharsets.UTF_8))));
        } catch (MalformedJsonException e) {
            throw new IllegalArgumentException(line, e);
        }
    }

    String name() {
        return String.valueOf(line.get("name"));
    }

    String text(String field) {
        return String.valueOf(line.get(field));
    }

    List<Map<String, Object>> steps() {
        return Vectors.maps(line.get("steps"));
    }

    List<Map<String, Object>> notifications() {
        return Vectors.maps(line.get("notifications"));
    }

    List<Map<String, Object>> seen() {
        return Vectors.maps(line.get("seen"));
    }

    /** All steps, those in the bodies of spans and functions included. */
    List<Map<String, Object>> everyStep() {
        List<Map<String, Object>> every = new ArrayList<>();
        collect(steps(), every);
        return every;
    }

    private static void collect(List<Map<String, Object>> steps, List<Map<String, Object>> every) {
        for (Map<String, Object> step : steps) {
            every.add(step);
            collect(Vectors.maps(step.get("body")), every);
            collect(Vectors.maps(Vectors.map(step.get("function")).get("body")), every);
            Vectors.maps(step.get("methods")).forEach(method -> collect(Vectors.maps(method.get("body")), every));
        }
    }

    /** Every exception that may be raised. */
    List<Raised> raises() {
        List<Raised> raises = new ArrayList<>();
        for (Map<String, Object> step : everyStep()) {
            addRaised(step, raises);
            addRaised(Vectors.map(step.get("function")), raises);
            Vectors.maps(step.get("methods")).forEach(method -> addRaised(method, raises));
        }
        return raises;
    }

    private static void addRaised(Map<String, Object> where, List<Raised> raises) {
        Raised raised = raised(where);
        if (raised != null) {
            raises.add(raised);
        }
    }

    /** What a step, function or method raises; null when it does not. */
    static Raised raised(Map<String, Object> where) {
        return where.get("raises") instanceof Map<?, ?> raises
                ? new Raised(
                        String.valueOf(raises.get("type")),
                        raises.get("args") instanceof List<?> args ? args : List.of())
                : null;
    }

    @Override
    public String toString() {
        return name();
    }
}
