package org.osprofiler.filter;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.osprofiler.testkit.PythonSignature;
import org.osprofiler.testkit.Vectors;
import org.osprofiler.wire.JsonReader;
import org.osprofiler.wire.MalformedJsonException;
import org.osprofiler.wire.PythonText;
import org.osprofiler.wire.SignedHeaders;

/**
 * What ours does with a case: what Python did, changed by what the contract's D-numbers say. Which of them apply is told by the
 * case's input.
 *
 * @param reasons the D-numbers, and what else cannot be as there; empty when all is as Python has it
 * @param refusal part of the message with which the start fails; null when the application starts
 * @param notifications with Python's ids
 * @param sameIds an id of Python's that another one of Python's stands for
 */
record Expectation(
        List<String> reasons,
        @Nullable String refusal,
        int status,
        boolean traced,
        List<Map<String, Object>> notifications,
        Map<String, String> sameIds) {

    private static final int MAX_HEADER = 4096;
    private static final int MAX_ID = 255;
    private static final int MAX_KEYS = 8;
    private static final int MAX_TEXT = 16_384;
    private static final Pattern SECRET = Pattern.compile(
            "password|passwd|pwd|secret|token|api[_-]*key|authorization|credential|private[_-]*key|session[_-]*id$",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern IN_PATH = Pattern.compile("(?<=;)([^;/=]*)=([^/]*)");
    private static final Pattern IN_QUERY = Pattern.compile("(?<=^|[&;])([^&;=]*)=([^&]*)");
    private static final Pattern BASE64 =
            Pattern.compile("(?:[A-Za-z0-9+/]{4})*+(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=|(?![A-Za-z0-9+/]))");
    private static final Pattern ESCAPE = Pattern.compile("%([0-9a-fA-F]{2})");
    private static final String SAFE = "/~!$&'()*+,;=:@_.-";

    static Expectation of(MiddlewareCase each) {
        List<String> reasons = new ArrayList<>();
        PlayedOptions pythons = PlayedOptions.ofPython(each);
        PlayedOptions ours = PlayedOptions.ofOurs(each);
        if (ours.refusal() != null) {
            return new Expectation(List.of(ours.on() ? "D9" : "D5"), ours.refusal(), 0, false, List.of(), Map.of());
        }
        limits(each).keySet().forEach(limit -> reasons.add((limit.equals("max_keys") ? "D17" : "limit") + " " + limit));
        boolean traced = each.traced();
        if (ours.isWithoutKey()) {
            return untraced(each, List.of("D9")); // it was off, and is not switched on
        }
        boolean accepted = ours.on() && isAccepted(each, ours.keys());
        if (ours.on() != pythons.on()) {
            reasons.add("D5");
            traced = accepted;
        }
        if (ours.on() && !Objects.equals(ours.keys(), pythons.keys())) {
            reasons.add(each.options().get("hmac_keys") instanceof String ? "D6" : "an ini holds texts only");
            traced = accepted;
        }
        String info = each.headers().getOrDefault(SignedHeaders.INFO, "");
        String hmac = each.headers().getOrDefault(SignedHeaders.HMAC, "");
        if (ours.on() && !info.isEmpty() && !isAscii(PythonText.strip(hmac))) {
            reasons.add("D3");
        }
        if (accepted && !isUtf8(each.path())) {
            reasons.add("D4");
            traced = true;
        }
        if (traced && info.length() > MAX_HEADER) {
            reasons.add("D1");
            traced = false;
        }
        if (traced && (isNoId(each, "base_id") || isNoId(each, "parent_id"))) {
            reasons.add("D2");
            traced = false;
        }
        return traced ? traced(each, reasons) : untraced(each, reasons);
    }

    /** The application without a profiler, whatever Python's did. */
    private static Expectation untraced(MiddlewareCase each, List<String> reasons) {
        return new Expectation(reasons, null, status(each), false, List.of(), Map.of());
    }

    private static Expectation traced(MiddlewareCase each, List<String> reasons) {
        List<Map<String, Object>> notifications = new ArrayList<>(each.notifications());
        Map<String, String> sameIds = new LinkedHashMap<>();
        if (notifications.isEmpty()) {
            notifications = played(each);
        } else if (each.twice()) {
            reasons.add("D8");
            oneRoot(notifications, sameIds);
            oneStop(notifications);
        }
        if (secretsHidden(notifications)) {
            reasons.add("D16");
        }
        if (each.kind().equals("open span")) {
            reasons.add("D7");
            rootStops(notifications);
        } else if (each.kind().equals("extra stop")) {
            reasons.add("D7");
        }
        if (notifications.stream()
                .anyMatch(notification -> Vectors.map(notification.get("info")).containsKey("etype"))) {
            reasons.add("D18");
        }
        if (!each.kind().equals("extra stop")) {
            reasons.add("D13");
        }
        return new Expectation(reasons, null, status(each), true, notifications, sameIds);
    }

    private static int status(MiddlewareCase each) {
        boolean applicationFails = each.kind().equals("raise") || each.kind().equals("nested raise");
        return !each.raised()
                ? each.status()
                : applicationFails ? PlayedException.status(each) : each.applicationStatus();
    }

    /** Limits that Python does not have, and at which ours therefore stands too low for this case. */
    static Map<String, String> limits(MiddlewareCase each) {
        PlayedOptions ours = PlayedOptions.configured(each);
        Map<String, String> limits = new LinkedHashMap<>();
        if (ours.keys() != null && ours.keys().size() > MAX_KEYS) {
            limits.put("max_keys", "100000");
        }
        if (each.target().length() > MAX_TEXT) {
            limits.put("max_statement", "10000000");
            limits.put("max_notification", "20000000");
        }
        String message = PlayedException.message(each);
        if (message != null && message.length() > MAX_TEXT) {
            limits.put("max_message", "10000000");
            limits.put("max_notification", "20000000");
        }
        return limits;
    }

    // --- D7, D8 ---

    /** The stop that Python's open span has is the root's. */
    private static void rootStops(List<Map<String, Object>> notifications) {
        Map<String, Object> root = notifications.get(0);
        Map<String, Object> stop = new LinkedHashMap<>(notifications.get(notifications.size() - 1));
        stop.put("name", "wsgi-stop");
        stop.put("trace_id", root.get("trace_id"));
        stop.put("parent_id", root.get("parent_id"));
        notifications.set(notifications.size() - 1, stop);
    }

    /** The inner root is not there: what stood below it stands below the outer one, and its stop is the outer one's. */
    private static void oneRoot(List<Map<String, Object>> notifications, Map<String, String> sameIds) {
        Map<String, Object> outer = notifications.get(0);
        Object inner = notifications.get(1).get("trace_id");
        sameIds.put(String.valueOf(inner), String.valueOf(outer.get("trace_id")));
        notifications.remove(1);
        notifications.replaceAll(each -> {
            Map<String, Object> moved = new LinkedHashMap<>(each);
            moved.replace("parent_id", inner, Objects.requireNonNull(outer.get("trace_id")));
            if (Objects.equals(each.get("trace_id"), inner)) {
                moved.put("trace_id", Objects.requireNonNull(outer.get("trace_id")));
                moved.put("parent_id", Objects.requireNonNull(outer.get("parent_id")));
            }
            return moved;
        });
    }

    /** What stopped the inner root too often, by the application and by Python's middleware, stops the one root once. */
    private static void oneStop(List<Map<String, Object>> notifications) {
        Set<Object> stopped = new HashSet<>();
        notifications.removeIf(each -> String.valueOf(each.get("name")).endsWith("-stop")
                && !stopped.add(Objects.requireNonNull(each.get("trace_id"))));
    }

    // --- docs/configuration.md, "What redact hides" ---

    /** Masks the values in the root's path and query whose names tell of secrets; true if there were any. */
    private static boolean secretsHidden(List<Map<String, Object>> notifications) {
        Map<String, Object> start = new LinkedHashMap<>(notifications.get(0));
        Map<String, Object> info = new LinkedHashMap<>(Vectors.map(start.get("info")));
        Map<String, Object> request = new LinkedHashMap<>(Vectors.map(info.get("request")));
        request.computeIfPresent("path", (name, path) -> secretsHidden(IN_PATH, path.toString()));
        request.computeIfPresent("query", (name, query) -> secretsHidden(IN_QUERY, query.toString()));
        if (request.equals(info.put("request", request))) {
            return false;
        }
        start.put("info", info);
        notifications.set(0, start);
        return true;
    }

    private static String secretsHidden(Pattern parameter, String text) {
        StringBuilder shown = new StringBuilder();
        int at = 0;
        Matcher each = parameter.matcher(text);
        while (each.find(at)) {
            boolean isSecret = SECRET.matcher(new String(unescaped(each.group(1)), StandardCharsets.ISO_8859_1))
                    .find();
            shown.append(text, at, each.start(2)).append(isSecret ? "***" : "");
            at = isSecret ? each.end(2) : each.start(2);
        }
        return shown.append(text.substring(at)).toString();
    }

    // --- traced here, but not there ---

    /** What the application of the case makes, in Python's order and with ids as Python's. */
    private static List<Map<String, Object>> played(MiddlewareCase each) {
        Map<String, Object> ids = Objects.requireNonNull(unpacked(each));
        Object base = isFalse(ids.get("base_id")) ? "<id-base>" : ids.get("base_id");
        Object parent = isFalse(ids.get("parent_id")) ? base : ids.get("parent_id");
        Map<String, Object> request = Map.of(
                "path", quoted(each.path()),
                "query", each.query(),
                "method", each.method(),
                "scheme", each.scheme());
        Map<String, Object> failed = new LinkedHashMap<>();
        if (each.kind().contains("raise") || each.kind().equals("caught")) {
            failed.put("etype", "of Python");
            failed.put("message", PlayedException.message(each));
        }
        Map<String, Object> none = Map.of();
        List<Map<String, Object>> made = new ArrayList<>();
        made.add(notification("wsgi-start", base, "<id-root>", parent, Map.of("request", request)));
        switch (each.kind()) {
            case "nested raise", "caught" -> {
                made.add(notification("step-start", base, "<id-step>", "<id-root>", none));
                made.add(notification("step-stop", base, "<id-step>", "<id-root>", failed));
            }
            case "outgoing" -> {
                made.add(notification("step-start", base, "<id-step>", "<id-root>", Map.of("n", 1L)));
                made.add(notification("step-stop", base, "<id-step>", "<id-root>", none));
            }
            case "open span" ->
                made.add(notification("left-open-start", base, "<id-step>", "<id-root>", Map.of("n", 1L)));
            default -> {}
        }
        Map<String, Object> stopped =
                each.kind().equals("extra stop") ? Map.of("n", 2L) : each.kind().contains("raise") ? failed : none;
        made.add(notification("wsgi-stop", base, "<id-root>", parent, stopped));
        return made;
    }

    private static Map<String, Object> notification(
            String name, Object base, String id, Object parent, Map<String, Object> more) {
        Map<String, Object> info = new LinkedHashMap<>(more);
        info.put("host", "<host>");
        return Map.of(
                "name", name,
                "base_id", base,
                "trace_id", id,
                "parent_id", parent,
                "timestamp", "<timestamp>",
                "info", info);
    }

    /** Bytes that are no UTF-8 stay escaped; so does what is escaped anyway. */
    private static String quoted(String path) {
        StringBuilder quoted = new StringBuilder();
        for (byte b : unescaped(path)) {
            char c = (char) (b & 0xff);
            if (c < 128 && (Character.isLetterOrDigit(c) || SAFE.indexOf(c) >= 0)) {
                quoted.append(c);
            } else {
                quoted.append(String.format(Locale.ROOT, "%%%02X", (int) c));
            }
        }
        return quoted.toString();
    }

    private static boolean isUtf8(String path) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(unescaped(path)));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static byte[] unescaped(String path) {
        return ESCAPE.matcher(path)
                .replaceAll(escape ->
                        Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(escape.group(1), 16))))
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    // --- signatures ---

    private static boolean isAccepted(MiddlewareCase each, @Nullable List<String> keys) {
        String info = each.header(SignedHeaders.INFO);
        String hmac = each.header(SignedHeaders.HMAC);
        return info != null
                && hmac != null
                && keys != null
                && keys.stream().anyMatch(key -> PythonSignature.hmac(key, info).equals(PythonText.strip(hmac)))
                && hasFields(unpacked(each));
    }

    /** The ids in X-Trace-Info; null where there are none. What is no base64 is skipped, and all behind its end. */
    private static @Nullable Map<String, Object> unpacked(MiddlewareCase each) {
        String characters = String.valueOf(each.header(SignedHeaders.INFO))
                .replace('-', '+')
                .replace('_', '/')
                .replaceAll("[^A-Za-z0-9+/=]", "");
        Matcher base64 = BASE64.matcher(characters);
        if (!base64.lookingAt()) {
            return null;
        }
        byte[] json = Base64.getDecoder().decode(base64.group());
        try {
            return JsonReader.forWire().read(new String(json, StandardCharsets.UTF_8)) instanceof Map<?, ?> ids
                    ? Vectors.map(ids)
                    : null;
        } catch (MalformedJsonException e) {
            return null;
        }
    }

    /** Contract D2. What Python calls false is replaced there by a new id, and here. */
    private static boolean isNoId(MiddlewareCase each, String field) {
        Map<String, Object> ids = each.traced() ? each.notifications().get(0) : unpacked(each);
        Object id = ids == null ? null : ids.get(field);
        return id instanceof String text ? text.codePointCount(0, text.length()) > MAX_ID : !isFalse(id);
    }

    private static boolean isFalse(@Nullable Object id) {
        return id == null
                || List.of("", false, List.of(), Map.of()).contains(id)
                || id instanceof Number number && number.doubleValue() == 0;
    }

    private static boolean hasFields(@Nullable Map<String, Object> ids) {
        return ids != null
                && ids.containsKey("base_id")
                && Set.of("base_id", "parent_id", "hmac_key").containsAll(ids.keySet());
    }

    private static boolean isAscii(String text) {
        return StandardCharsets.US_ASCII.newEncoder().canEncode(text);
    }
}
