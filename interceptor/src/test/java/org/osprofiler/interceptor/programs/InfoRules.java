package org.osprofiler.interceptor.programs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osprofiler.testkit.Vectors;

/** What ours has in {@code info} where Python has something else; each rule leaves a note. */
final class InfoRules {

    private static final String FUNCTION = "function";
    private static final String MESSAGE = "message";
    private static final String MASK = "***";

    /** docs/configuration.md, "What redact hides". */
    private static final Pattern SECRET = Pattern.compile(
            "password|passwd|pwd|secret|token|api[_-]*key|authorization|credential|private[_-]*key",
            Pattern.CASE_INSENSITIVE);

    private final Set<String> differences;

    InfoRules(Set<String> differences) {
        this.differences = differences;
    }

    /** Of a program's own {@code info}. */
    Map<String, Object> redacted(Map<String, Object> info) {
        Map<String, Object> shown = new LinkedHashMap<>();
        info.forEach((name, value) -> shown.put(name, redacted(name, value)));
        if (!shown.equals(info)) {
            differences.add("D16: the values of secrets are hidden");
        }
        return shown;
    }

    private Object redacted(String name, Object value) {
        return value != null && SECRET.matcher(name).find() ? MASK : redactedWithin(value);
    }

    private Object redactedWithin(Object value) {
        if (value instanceof Map<?, ?> object) {
            Map<String, Object> shown = new LinkedHashMap<>();
            Vectors.map(object).forEach((name, each) -> shown.put(name, redacted(name, each)));
            return shown;
        }
        if (value instanceof List<?> list) {
            List<Object> shown = new ArrayList<>();
            list.forEach(each -> shown.add(redactedWithin(each)));
            return shown;
        }
        return value;
    }

    /** Of the start of a call. */
    Map<String, Object> called(Map<String, Object> info, Call call, String javaName, Decoration decoration) {
        if (!Vectors.map(decoration.options().get("info")).isEmpty()) {
            differences.add("no counterpart: @Profiled takes no info of its own");
        }
        info.keySet().retainAll(Set.of(FUNCTION, "host"));
        Map<String, Object> function = new LinkedHashMap<>(Vectors.map(info.get(FUNCTION)));
        if (!javaName.equals(function.put("name", javaName))) {
            differences.add("no counterpart: a name that Java cannot have, or not once more");
        }
        if (function.containsKey("args")) {
            describeArguments(call, function);
        }
        info.put(FUNCTION, function);
        return info;
    }

    private void describeArguments(Call call, Map<String, Object> function) {
        boolean named = call.namesArguments();
        String keywords = call.kwargs().entrySet().stream()
                .filter(argument -> named)
                .map(argument -> argument.getKey() + ": " + describedNamed(argument.getKey(), argument.getValue()))
                .collect(Collectors.joining(", ", "{", "}"));
        String others = Stream.concat(named ? Stream.of() : call.kwargs().values().stream(), call.args().stream())
                .map(InfoRules::describedUnnamed)
                .collect(Collectors.joining(", ", "(", ")"));
        boolean differs = !others.equals(function.put("args", others));
        if (!keywords.equals(function.put("kwargs", keywords)) || differs) {
            differences.add("D12: arguments are described");
        }
    }

    /** Of the end of a call, with what the function has returned. */
    Map<String, Object> returned(Map<String, Object> info, Object result) {
        if (info.get(FUNCTION) instanceof Map<?, ?> shown) {
            Map<String, Object> ours = Map.of("result", described(result));
            if (!ours.equals(shown)) {
                differences.add("D12: the result is described");
            }
            info.put(FUNCTION, ours);
        }
        return info;
    }

    /**
     * Of the end of something that failed.
     *
     * @param ofCall whether it was a call: there an exception without a message has an empty one
     */
    Map<String, Object> failed(Map<String, Object> info, Raised raised, boolean ofCall) {
        String ours = ofCall && raised.message() == null ? "" : raised.message();
        if (raised.isMoreThanAText() && !Objects.equals(info.put(MESSAGE, ours), ours)) {
            differences.add("no counterpart: a Java exception has one message, a text");
        }
        return info;
    }

    private static String describedNamed(String name, Object value) {
        return value != null && SECRET.matcher(name).find() ? MASK : described(value);
    }

    /** Of a text without a name the length alone is shown: nobody can say whether it is a password. */
    private static String describedUnnamed(Object value) {
        return value instanceof String text ? "String[" + text.length() + "]" : described(value);
    }

    private static String described(Object value) {
        if (value instanceof List<?> list) {
            return list.getClass().getName() + "[" + list.size() + "]";
        }
        return value instanceof Map<?, ?> map
                ? map.getClass().getName() + "[" + map.size() + "]"
                : String.valueOf(value);
    }
}
