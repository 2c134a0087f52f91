package org.osprofiler.interceptor.programs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.osprofiler.testkit.Vectors;

/** One line of {@code notifications.jsonl}: what is done, and what Python's OSProfiler sent. */
record Program(Map<String, Object> line) {

    static Stream<Program> all() {
        return Vectors.objects("notifications.jsonl").stream().map(Program::new);
    }

    String name() {
        return text("name");
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

    /** The class of the exception that ended it; null where none did. */
    Object raised() {
        return line.get("raised");
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

    @Override
    public String toString() {
        return name();
    }
}
