package org.osprofiler.paste;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.osprofiler.Limits;
import org.osprofiler.ProfilerOptions;

/**
 * What the sources say, as values.
 *
 * @param parsed without defaults and keys
 * @param written where each of them stands
 */
record Effective(Map<Option, Object> parsed, Map<Option, Entry> written, Keys keys, ConfigSources sources) {

    boolean isEnabled() {
        return bool(Option.ENABLED);
    }

    boolean bool(Option option) {
        return parsed.get(option) == Boolean.TRUE;
    }

    @Nullable
    String text(Option option) {
        return (String) parsed.get(option);
    }

    String text(Option option, @Nullable String sourcesDefault) {
        String text = text(option);
        if (text != null) {
            return text;
        }
        return sourcesDefault == null ? option.defaultText() : sourcesDefault;
    }

    long maxKeys() {
        return number(Option.MAX_KEYS, Limits.DEFAULTS.maxKeys());
    }

    private long number(Option option, long otherwise) {
        Object value = parsed.get(option);
        return value == null ? otherwise : (Long) value;
    }

    private int count(Option option, int otherwise) {
        return (int) number(option, otherwise); // the option's range is int's
    }

    @SuppressWarnings("unchecked") // Kind.LIST is parsed into nothing else
    private List<String> list(Option option) {
        Object value = parsed.get(option);
        return value == null ? List.of() : (List<String>) value;
    }

    ProfilerOptions options(ReadFiles files) {
        ProfilerOptions.Builder builder = ProfilerOptions.builder()
                .enabled(isEnabled())
                .hmacKeys(keys.list())
                .transportUrl(text(Option.TRANSPORT_URL))
                .collectorTokenFile(tokenFile(files))
                .traceJdbc(traceJdbc())
                .traceJdbcParams(bool(Option.TRACE_JDBC_PARAMS))
                .hideArgs(bool(Option.HIDE_ARGS))
                .filterErrorTrace(bool(Option.FILTER_ERROR_TRACE))
                .tracePackages(list(Option.TRACE_PACKAGES))
                .redact(list(Option.REDACT))
                .limits(limits());
        ifPresent(text(Option.PROJECT), sources.defaultProject(), builder::project);
        ifPresent(text(Option.SERVICE), sources.defaultService(), builder::service);
        ifPresent(text(Option.HOST), null, builder::host);
        ifPresent(text(Option.CONNECTION_STRING), null, builder::connectionString);
        ifPresent(text(Option.EXCHANGE), null, builder::exchange);
        ifPresent(text(Option.TOPIC), null, builder::topic);
        return builder.build();
    }

    private static void ifPresent(@Nullable String text, @Nullable String otherwise, Consumer<String> setter) {
        String value = text == null ? otherwise : text;
        if (value != null) {
            setter.accept(value);
        }
    }

    private boolean traceJdbc() {
        return parsed.containsKey(Option.TRACE_JDBC) ? bool(Option.TRACE_JDBC) : bool(Option.TRACE_SQLALCHEMY);
    }

    private @Nullable Path tokenFile(ReadFiles files) {
        Entry entry = written.get(Option.COLLECTOR_TOKEN_FILE);
        return entry == null ? null : files.resolve(entry).path();
    }

    private Limits limits() {
        Limits defaults = Limits.DEFAULTS;
        return new Limits(
                count(Option.MAX_HEADER_LENGTH, defaults.maxHeaderLength()),
                count(Option.MAX_KEYS, defaults.maxKeys()),
                count(Option.MAX_ROOTS_PER_SECOND, defaults.maxRootsPerSecond()),
                count(Option.MAX_SPANS, defaults.maxSpans()),
                count(Option.MAX_STATEMENT, defaults.maxStatement()),
                count(Option.MAX_MESSAGE, defaults.maxMessage()),
                count(Option.MAX_TEXT, defaults.maxText()),
                count(Option.MAX_NOTIFICATION, defaults.maxNotification()),
                count(Option.QUEUE, defaults.queue()),
                number(Option.QUEUE_BYTES, defaults.queueBytes()),
                Duration.ofSeconds(
                        number(Option.MAX_TRACE_TIME, defaults.maxTraceTime().toSeconds())),
                Duration.ofSeconds(
                        number(Option.CLOSE_TIMEOUT, defaults.closeTimeout().toSeconds())));
    }

    /** For {@code config show}: what is in effect, defaults included. */
    List<ConfigValue> values(ProfilerOptions options) {
        List<ConfigValue> all = new ArrayList<>();
        for (Option option : Option.values()) {
            all.add(new ConfigValue(option.optionName(), value(option, options), source(option), option.isSecret()));
        }
        return all;
    }

    private String source(Option option) {
        if (option == Option.HMAC_KEYS) {
            return keys.source();
        }
        Entry entry = written.get(option);
        if (entry == null && option == Option.TRACE_JDBC) {
            entry = written.get(Option.TRACE_SQLALCHEMY);
        }
        return entry == null ? PasteConfig.DEFAULT_SOURCE : entry.place().toString();
    }

    private @Nullable Object value(Option option, ProfilerOptions options) {
        return switch (option) {
            case HMAC_KEYS -> options.hmacKeys();
            case PROJECT -> options.project();
            case SERVICE -> options.service();
            case HOST -> options.host();
            case CONNECTION_STRING -> options.connectionString();
            case EXCHANGE -> options.exchange();
            case TOPIC -> options.topic();
            case TRACE_JDBC -> options.traceJdbc();
            default ->
                switch (option.kind()) {
                    case BOOLEAN -> bool(option);
                    case LIST -> list(option);
                    case NUMBER, SECONDS -> number(option, Long.parseLong(option.defaultText()));
                    default -> parsed.get(option);
                };
        };
    }
}
