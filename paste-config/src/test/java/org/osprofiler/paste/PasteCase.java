package org.osprofiler.paste;

import static org.osprofiler.testkit.Vectors.map;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osprofiler.testkit.Vectors;
import org.osprofiler.wire.HmacKey;
import org.osprofiler.wire.PythonText;

/** A case of vectors/paste.json, and the rules by which ours does not simply do as Python. */
record PasteCase(Map<String, Object> vector) {

    private static final String SPACE =
            "[\\s\\x1c-\\x1f\\x85\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000&&[^\\n]]";

    /** Contract D6, in a value: behind white space, or all of a line. */
    private static final Pattern COMMENT = Pattern.compile("(?md)(?:^|" + SPACE + "+)#.*$");

    /** Contract D6, in a file: behind a value, and not a line of its own. */
    private static final Pattern COMMENT_BEHIND =
            Pattern.compile("(?md)^(" + SPACE + "*[^#;\\[\\s].*?)" + SPACE + "+#.*$");

    private static final Pattern SECTION = Pattern.compile("(?md)^\\[([^]\\n]*)].*\\n(?:[^\\[\\n].*\\n|\\n)*");

    /** What Python says when it fails at something else than the filter, of which nothing is read here. */
    private static final Pattern FAILED_OUTSIDE = Pattern.compile("(?s).* in section '(?:app|composite|pipeline):.*"
            + "|The \\[.* section in .* has extra \\(disallowed\\) settings: .*"
            + "|No section '.*' \\(prefixed by 'app' .*"
            + "|pop from empty list|list index out of range");

    private static final Pattern NO_FILTER = Pattern.compile("(?s)No section '(.*)' \\(prefixed by 'filter'\\).*");

    private static final int MAX_KEYS = 8;
    private static final Set<String> TRUE = Set.of("true", "1", "yes", "on");

    static Stream<PasteCase> all() {
        return Vectors.cases("paste.json", "cases").stream().map(PasteCase::new);
    }

    // --- what is read ---

    byte[] content() {
        return FileContent.of(vector.get("ini"), vector.get("ini_base64"));
    }

    private String text() {
        return new String(content(), StandardCharsets.UTF_8)
                .replace("\r\n", "\n")
                .replace('\r', '\n');
    }

    Map<String, String> extraFiles() {
        return texts(vector.get("extra_files"));
    }

    Map<String, String> given() {
        return texts(vector.get("given_global_conf"));
    }

    private static Map<String, String> texts(@Nullable Object object) {
        Map<String, String> texts = new LinkedHashMap<>();
        map(object).forEach((name, value) -> texts.put(name, value.toString()));
        return texts;
    }

    /** The filter that Python loads is OSProfiler's; a filter with an application may be, too. */
    String section() {
        return text().contains("[filter-app:main]") ? "filter-app:main" : "filter:osprofiler";
    }

    /** Without pipelines and applications. */
    String filtersAlone(String ini) {
        return SECTION.matcher(ini + "\n")
                .replaceAll(section -> isOther(section.group(1)) ? "" : Matcher.quoteReplacement(section.group()));
    }

    private static boolean isOther(String section) {
        return section.startsWith("app:") || section.startsWith("pipeline:") || section.startsWith("composite:");
    }

    /** Contract D6: without the comments behind values of filters; those of [DEFAULT] stay. */
    static String withoutComments(String ini) {
        return SECTION.matcher(ini.replace("\r\n", "\n").replace('\r', '\n') + "\n")
                .replaceAll(section -> Matcher.quoteReplacement(
                        section.group(1).startsWith("filter")
                                ? COMMENT_BEHIND.matcher(section.group()).replaceAll("$1")
                                : section.group()));
    }

    PasteCase withoutComments() {
        Map<String, Object> clean = new LinkedHashMap<>(vector);
        clean.put("ini", withoutComments(text()));
        Map<String, String> files = extraFiles();
        files.replaceAll((name, file) -> withoutComments(file));
        clean.put("extra_files", files);
        return new PasteCase(clean);
    }

    PasteCase filtersAlone() {
        Map<String, Object> alone = new LinkedHashMap<>(vector);
        alone.put("ini", filtersAlone(text()));
        return new PasteCase(alone);
    }

    // --- what Python did ---

    boolean isRefused() {
        return vector.containsKey("raised") && !failedOutside();
    }

    /** Whether the filter's options are known from Python: it read them, and nothing outside of filters has part in them. */
    boolean isInScope() {
        return call() != null && !dependsOnSetOutside();
    }

    private boolean failedOutside() {
        String error = String.valueOf(vector.get("raised_text"));
        Matcher noFilter = NO_FILTER.matcher(error);
        boolean isInPipeline =
                noFilter.matches() && pipelines().contains(noFilter.group(1)) && !isUsed(noFilter.group(1));
        return vector.containsKey("raised")
                && (isInPipeline || FAILED_OUTSIDE.matcher(error).matches())
                && hasSection();
    }

    /** Names in pipelines, and in {@code filter-with}, which stands around a filter. */
    private Set<String> pipelines() {
        return sections().entrySet().stream()
                .flatMap(section -> section.getValue().values().stream()
                        .filter(entry -> section.getKey().startsWith("pipeline:")
                                || entry.name().equals("filter-with")))
                .flatMap(entry -> Stream.of(entry.value().split("\\s+", -1)))
                .collect(Collectors.toSet());
    }

    private boolean isUsed(String filter) {
        return filter.equals("osprofiler")
                || sections().values().stream()
                        .map(entries -> entries.get("use"))
                        .anyMatch(use -> use != null && use.value().equals(filter));
    }

    private boolean hasSection() {
        String kind = section().substring(0, section().indexOf(':'));
        String name = section().substring(section().indexOf(':') + 1);
        return sections().keySet().stream()
                .map(section -> section.split(":", 2))
                .anyMatch(parts -> parts.length == 2
                        && parts[0].equals(kind)
                        && parts[1].strip().equals(name));
    }

    private Map<String, Map<String, Entry>> sections() {
        return sections(text());
    }

    private static Map<String, Map<String, Entry>> sections(String ini) {
        try {
            return IniFile.read(ConfigSource.ofText("an ini", ini)).sections();
        } catch (ConfigException e) {
            return Map.of();
        }
    }

    /** What the middleware's factory was given; null where it was not called. */
    @Nullable
    Map<String, Object> call() {
        return Vectors.maps(vector.get("calls")).stream()
                .filter(call -> "osprofiler".equals(call.get("kind")))
                .findFirst()
                .orElse(null);
    }

    /** What the middleware took of it; empty where it was not made. */
    Map<String, Object> middleware() {
        Map<String, Object> call = call();
        return call == null ? Map.of() : map(call.get("middleware"));
    }

    private Map<String, Object> localConf() {
        Map<String, Object> call = call();
        return call == null ? Map.of() : map(call.get("local_conf"));
    }

    /** With D6. */
    Map<String, Object> local() {
        return cut(localConf());
    }

    Map<String, Object> global() {
        Map<String, Object> call = call();
        return call == null ? Map.of() : map(call.get("global_conf"));
    }

    /** What pipelines and applications set in the global configuration, too: they are not read. */
    Set<String> setOutside() {
        Set<String> names = new HashSet<>();
        sections().forEach((section, entries) -> {
            if (isOther(section)) {
                names.addAll(set(entries));
            }
        });
        return names;
    }

    /** Whether a filter takes its value from there: by {@code get}, or by a reference in another file. */
    private boolean dependsOnSetOutside() {
        Set<String> outside = setOutside();
        boolean gets = Stream.concat(
                        Stream.of(sections()), extraFiles().values().stream().map(PasteCase::sections))
                .flatMap(sections -> sections.values().stream())
                .flatMap(entries -> entries.values().stream())
                .anyMatch(entry -> entry.name().startsWith("get ") && outside.contains(entry.value()));
        return gets
                || extraFiles().values().stream()
                        .anyMatch(file -> outside.stream().anyMatch(name -> file.contains("%(" + name + ")s")));
    }

    private static Set<String> set(Map<String, Entry> entries) {
        return entries.keySet().stream()
                .filter(name -> name.startsWith("set "))
                .map(name -> name.substring(4).strip())
                .collect(Collectors.toSet());
    }

    /** Contract D6. */
    static Map<String, Object> cut(Map<String, Object> values) {
        Map<String, Object> clean = new LinkedHashMap<>();
        values.forEach((name, value) -> {
            String text = COMMENT.matcher(value.toString()).replaceAll("");
            clean.put(
                    name,
                    text.equals(value)
                            ? text
                            : Stream.of(text.split("\n", -1))
                                    .map(PythonText::strip)
                                    .collect(Collectors.joining("\n"))
                                    .stripTrailing());
        });
        return clean;
    }

    boolean hasComments() {
        return !local().equals(localConf());
    }

    /** Whether references may bring in what stood in front of a comment: in Python the comment comes with it. */
    boolean hasCommentsAndReferences() {
        return hasComments() && (text() + extraFiles()).contains("%(");
    }

    /** Whether what Python failed at may stand in a comment: contract D6. */
    boolean hasCommentsInFiles() {
        return !withoutComments().text().strip().equals(text().strip())
                || !withoutComments()
                        .extraFiles()
                        .toString()
                        .replaceAll("\\s", "")
                        .equals(extraFiles().toString().replaceAll("\\s", ""));
    }

    String enabled() {
        return local().getOrDefault("enabled", "").toString().toLowerCase(Locale.ROOT);
    }

    boolean isEnabled() {
        return TRUE.contains(enabled());
    }

    List<String> keys() {
        return HmacKey.split(local().getOrDefault("hmac_keys", "").toString());
    }

    boolean hasTooManyKeys() {
        return keys().size() > MAX_KEYS;
    }

    /** Contract D10. A section that fetches them with {@code get} has them. */
    boolean hasKeysInDefault() {
        boolean inDefault =
                Stream.concat(Stream.of(text()), extraFiles().values().stream()).anyMatch(PasteCase::hasKeysInDefault);
        return (inDefault || given().containsKey("hmac_keys"))
                && global().containsKey("hmac_keys")
                && !local().containsKey("hmac_keys");
    }

    private static boolean hasKeysInDefault(String ini) {
        try {
            return IniFile.read(ConfigSource.ofText("an ini", ini)).defaults().containsKey("hmac_keys");
        } catch (ConfigException e) {
            return false; // then it is a file that the section does not use
        }
    }

    /** In front of the name. */
    String label() {
        if (isRefused()) {
            return hasCommentsInFiles() ? "[D6] " : "";
        }
        if (!isInScope()) {
            return "[out of scope: pipelines and applications are not read] ";
        }
        List<String> reasons = new ArrayList<>();
        if (hasKeysInDefault()) {
            reasons.add("D10");
        }
        if (hasComments()) {
            reasons.add("D6");
        }
        if (!isEnabled()) {
            reasons.add("D5");
        } else if (keys().isEmpty() && !hasKeysInDefault()) {
            reasons.add("D9");
        }
        if (hasTooManyKeys()) {
            reasons.add("D17");
        }
        return reasons.isEmpty() ? "" : "[" + String.join(", ", reasons) + "] ";
    }

    @Override
    public String toString() {
        return label() + vector.get("name");
    }
}
