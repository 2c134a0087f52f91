package org.osprofiler.interceptor.programs;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osprofiler.testkit.Vectors;

/**
 * What a program's record makes us expect of ours: the same, but for what rules on the program's input change, each of which
 * leaves a note.
 */
final class PythonsNotifications {

    private static final int MAX_TEXT = 1024;

    /** docs/configuration.md, "What redact hides". */
    private static final Pattern SECRET = Pattern.compile(
            "password|passwd|pwd|secret|token|apikey|authorization|credential|privatekey", Pattern.CASE_INSENSITIVE);

    private final Map<String, Function> functions;
    private final Deque<Player.Call> calls;
    private final Map<String, String> longMessages = new HashMap<>();
    private final TreeSet<String> differences;
    private final List<Map<String, Object>> expected = new ArrayList<>();

    /** Spans that ours does not have, with the parents of those below. */
    private final Map<String, String> left = new HashMap<>();

    /** The functions of open spans, by their ids. */
    private final Map<String, Function> started = new HashMap<>();

    private PythonsNotifications(Program program, Map<String, Function> functions, Player player) {
        this.functions = functions;
        this.calls = new ArrayDeque<>(player.calls);
        this.differences = player.differences;
        program.raises().stream()
                .filter(Program.Raised::isMoreThanAText)
                .forEach(raised -> longMessages.put(raised.type(), raised.message()));
        program.notifications().forEach(this::add);
    }

    static List<Map<String, Object>> of(Program program, Map<String, Function> functions, Player player) {
        return new PythonsNotifications(program, functions, player).expected;
    }

    private void add(Map<String, Object> notification) {
        String id = String.valueOf(notification.get("trace_id"));
        String parentId = String.valueOf(notification.get("parent_id"));
        Map<String, Object> info = new LinkedHashMap<>(Vectors.map(notification.get("info")));
        Object name = Vectors.map(info.get("function")).get("name");
        if (name != null) {
            start(id, parentId, functions.get(String.valueOf(name)));
        }
        if (left.containsKey(id)) {
            return;
        }
        Map<String, Object> ours = new LinkedHashMap<>(notification);
        ours.put("parent_id", left.getOrDefault(parentId, parentId));
        ours.put(
                "info",
                name == null ? stopped(started.get(id), info) : called(functions.get(String.valueOf(name)), info));
        expected.add(ours);
    }

    private void start(String id, String parentId, Function function) {
        if (function.isStatic()) {
            differences.add("no counterpart: static methods have no interceptors");
            left.put(id, left.getOrDefault(parentId, parentId));
        } else if (function.times() > 1 && function.equals(started.get(parentId))) {
            left.put(id, left.getOrDefault(parentId, parentId)); // noted where it is defined
        }
        started.put(id, function);
    }

    private Map<String, Object> called(Function function, Map<String, Object> info) {
        for (String more : function.info().keySet()) {
            differences.add("no counterpart: @Profiled takes no info of its own");
            if (!more.equals("function")) {
                info.remove(more);
            }
        }
        Map<String, Object> called = new LinkedHashMap<>(Vectors.map(info.get("function")));
        Player.Call call = calls.isEmpty() ? null : calls.poll();
        if (called.containsKey("args") && call != null) {
            describeArguments(call, called);
        }
        info.put("function", called);
        return info;
    }

    private void describeArguments(Player.Call call, Map<String, Object> called) {
        boolean named = ProgramBeans.namesArguments(call.function());
        String keywords = call.kwargs().entrySet().stream()
                .filter(argument -> named)
                .map(argument -> argument.getKey() + ": "
                        + (SECRET.matcher(argument.getKey()).find() ? "***" : described(argument.getValue())))
                .collect(Collectors.joining(", ", "{", "}"));
        String others = Stream.concat(named ? Stream.of() : call.kwargs().values().stream(), call.args().stream())
                .map(PythonsNotifications::describedUnnamed)
                .collect(Collectors.joining(", ", "(", ")"));
        if (!others.equals(called.get("args")) || !keywords.equals(called.get("kwargs"))) {
            differences.add("D12: arguments are described");
        }
        called.put("args", others);
        called.put("kwargs", keywords);
    }

    private Map<String, Object> stopped(Function function, Map<String, Object> info) {
        if (function != null && Vectors.map(info.get("function")).containsKey("result")) {
            String result = described(function.definition().get("returns"));
            if (!Map.of("result", result).equals(info.get("function"))) {
                differences.add("D12: the result is described");
            }
            info.put("function", Map.of("result", result));
        }
        if (info.containsKey("etype") && longMessages.containsKey(String.valueOf(info.get("etype")))) {
            differences.add("no counterpart: a Java exception has one message, a text");
            info.put("message", longMessages.get(String.valueOf(info.get("etype"))));
        }
        return info;
    }

    /** Of a text without a name the length alone is shown: nobody can say whether it is a password. */
    private static String describedUnnamed(Object value) {
        return value instanceof String text ? "String[" + text.length() + "]" : described(value);
    }

    private static String described(Object value) {
        if (value instanceof String text) {
            return text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT - 1) + "…" : text;
        }
        if (value instanceof List<?> list) {
            return list.getClass().getName() + "[" + list.size() + "]";
        }
        return value instanceof Map<?, ?> map
                ? map.getClass().getName() + "[" + map.size() + "]"
                : String.valueOf(value);
    }
}
