package org.osprofiler.paste;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osprofiler.Limits;

/**
 * The one table of what can be configured. Parsing, the warnings for unknown names, {@code osprofiler config show} and the
 * table in docs/configuration.md come from it.
 */
enum Option {
    HMAC_KEYS("hmac_keys", Kind.KEYS, "none", "keys that sign requests; several, separated by commas, allow rotation"),
    HMAC_KEYS_FILE(
            "hmac_keys_file", Kind.FILE, "none", "a file with more keys, one or several a line; `#` begins a comment"),
    ENABLED("enabled", Kind.BOOLEAN, "no", "whether signed requests are traced: the kill switch"),
    PROJECT("project", Kind.TEXT, "default", "the system that this application belongs to, in traces"),
    SERVICE("service", Kind.TEXT, "the application's name", "this application, in traces"),
    HOST("host", Kind.TEXT, "the machine's name", "this machine, in traces"),
    CONNECTION_STRING(
            "connection_string",
            Kind.URL,
            "messaging://",
            "where notifications go: `http://HOST:PORT` or `https://…` (a collector), `file:///…/x.jsonl`, or `messaging://`,"
                    + " which means transport_url"),
    TRANSPORT_URL(
            "transport_url",
            Kind.URL,
            "none",
            "the broker: `tcp://HOST:61616` (Artemis), `rabbit://USER:PASSWORD@HOST:5672/VHOST`, `jndi:java:/jms/…`"),
    EXCHANGE("exchange", Kind.TEXT, "openstack", "oslo's control exchange; `control_exchange` means the same"),
    TOPIC("topic", Kind.TEXT, "profiler", "oslo's topic: the queue is `TOPIC.info`"),
    COLLECTOR_TOKEN_FILE("collector_token_file", Kind.FILE, "none", "a file with the collector's write token"),
    TRACE_JDBC("trace_jdbc", Kind.BOOLEAN, "as trace_sqlalchemy", "whether SQL statements become spans"),
    TRACE_JDBC_PARAMS(
            "trace_jdbc_params",
            Kind.BOOLEAN,
            "no",
            "whether values of SQL parameters are shown; else count and types"),
    TRACE_SQLALCHEMY(
            "trace_sqlalchemy",
            Kind.BOOLEAN,
            "no",
            "OSProfiler's name of trace_jdbc, which wins when both are written"),
    HIDE_ARGS("hide_args", Kind.BOOLEAN, "no", "leaves out the arguments of all `@Profiled` methods"),
    FILTER_ERROR_TRACE(
            "filter_error_trace",
            Kind.BOOLEAN,
            "no",
            "OSProfiler's option for stores that keep a list of traces with errors"),
    TRACE_PACKAGES(
            "trace_packages",
            Kind.LIST,
            "none",
            "beans of these packages are profiled without an annotation: `com.acme.billing.*`"),
    REDACT(
            "redact",
            Kind.LIST,
            "none",
            "parts of names, besides `password`, `token` and the like, whose values are hidden"),
    MAX_HEADER_LENGTH(
            "max_header_length",
            128,
            Limits::maxHeaderLength,
            "characters of a trace header; a longer one is not accepted"),
    MAX_KEYS(
            "max_keys",
            1,
            Limits::maxKeys,
            "keys in hmac_keys and its file: each costs a signature for every signed request"),
    MAX_ROOTS_PER_SECOND(
            "max_roots_per_second", 1, Limits::maxRootsPerSecond, "traces that one key may open in a second"),
    MAX_SPANS("max_spans", 1, Limits::maxSpans, "spans of one trace in this JVM"),
    MAX_STATEMENT("max_statement", 16, Limits::maxStatement, "characters of a statement, path or query"),
    MAX_MESSAGE("max_message", 16, Limits::maxMessage, "characters of an exception's message"),
    MAX_TEXT("max_text", 16, Limits::maxText, "characters of any other text"),
    MAX_NOTIFICATION(
            "max_notification",
            1024,
            Limits::maxNotification,
            "characters of a notification; a longer one is sent without details"),
    QUEUE("queue", 16, Limits::queue, "notifications that may wait to be sent"),
    QUEUE_BYTES(
            "queue_bytes",
            64 * 1024,
            Limits::queueBytes,
            "characters that waiting notifications of 1,024 or more may have together"),
    MAX_TRACE_TIME(
            "max_trace_time",
            Kind.SECONDS,
            1,
            limits -> limits.maxTraceTime().toSeconds(),
            "after which an open request counts as lost"),
    CLOSE_TIMEOUT(
            "close_timeout",
            Kind.SECONDS,
            0,
            limits -> limits.closeTimeout().toSeconds(),
            "for sending what waits when the application stops");

    private static final Map<String, Option> BY_NAME = Arrays.stream(values())
            .collect(Collectors.toUnmodifiableMap(option -> option.optionName, option -> option));

    private final String optionName;
    private final Kind kind;
    private final String defaultText;
    private final String help;
    private final long least;

    Option(String name, Kind kind, String defaultText, String help) {
        this.optionName = name;
        this.kind = kind;
        this.defaultText = defaultText;
        this.help = help;
        this.least = 0;
    }

    /** A limit that is a number. */
    Option(String name, long least, Function<Limits, Number> ofLimits, String help) {
        this(name, Kind.NUMBER, least, ofLimits, help);
    }

    /** A limit: its default stands in {@link Limits}. */
    Option(String name, Kind kind, long least, Function<Limits, Number> ofLimits, String help) {
        this.optionName = name;
        this.kind = kind;
        this.defaultText = String.valueOf(ofLimits.apply(Limits.DEFAULTS));
        this.help = help;
        this.least = least;
    }

    /** As in the ini. */
    String optionName() {
        return optionName;
    }

    Kind kind() {
        return kind;
    }

    /** For people; what a program takes is in {@link org.osprofiler.ProfilerOptions} and {@link Limits}. */
    String defaultText() {
        return defaultText;
    }

    String help() {
        return help;
    }

    /** The smallest number that is allowed. */
    long least() {
        return least;
    }

    /** The largest number that is allowed. */
    long most() {
        return this == QUEUE_BYTES ? Long.MAX_VALUE : Integer.MAX_VALUE;
    }

    /** Whether the value, or a part of it, must not be shown. */
    boolean isSecret() {
        return kind == Kind.KEYS || kind == Kind.URL;
    }

    /** Another name in the osprofiler section. */
    @Nullable
    String alias() {
        return this == EXCHANGE ? "control_exchange" : null;
    }

    /** An older name in the conf's {@code [profiler]}; a newer file's older name beats an older file's newer name. */
    @Nullable
    String deprecatedName() {
        return this == ENABLED ? "profiler_enabled" : alias();
    }

    /** Where a service's conf has it for all its parts: group and name; asked after {@code [profiler]} and the ini. */
    List<Elsewhere> elsewhere() {
        return switch (this) {
            case TRANSPORT_URL ->
                List.of(
                        new Elsewhere("oslo_messaging_notifications", "transport_url"),
                        new Elsewhere("DEFAULT", "transport_url"));
            case EXCHANGE -> List.of(new Elsewhere("DEFAULT", "control_exchange"));
            case HOST -> List.of(new Elsewhere("DEFAULT", "host"));
            default -> List.of();
        };
    }

    /** A conf's option outside of {@code [profiler]}. */
    record Elsewhere(String group, String name) {}

    static @Nullable Option byName(String name) {
        return BY_NAME.get(name);
    }

    /** Whether the value of the option of that name must not be shown. */
    static boolean isSecret(String name) {
        Option option = byName(name);
        return option != null && option.isSecret();
    }

    static List<String> names() {
        return Arrays.stream(values()).map(Option::optionName).toList();
    }
}
