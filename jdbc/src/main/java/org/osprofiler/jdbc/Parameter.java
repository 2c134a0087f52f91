package org.osprofiler.jdbc;

import java.sql.Date;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.ttddyy.dsproxy.proxy.ParameterSetOperation;
import org.jspecify.annotations.Nullable;
import org.osprofiler.DescribedValue;
import org.osprofiler.InfoWriter;
import org.osprofiler.ProfilerOptions;

/**
 * What is shown of one parameter.
 *
 * @param name of a callable statement's parameter; null where there are only positions
 * @param shown its type or its value, never the application's object
 */
record Parameter(@Nullable String name, @Nullable Object shown) {

    /** Those that were set, by position: applications set them in any order. */
    static List<Parameter> of(List<ParameterSetOperation> set, ProfilerOptions options) {
        List<Parameter> parameters = new ArrayList<>(set.size());
        int room = options.limits().maxStatement();
        for (ParameterSetOperation operation : inOrder(set)) {
            Object[] args = operation.getArgs();
            if (args.length < 2 || ParameterSetOperation.isRegisterOutParameterOperation(operation)) {
                continue;
            }
            if (room <= 0) {
                parameters.add(new Parameter(null, "…"));
                break;
            }
            Object value = ParameterSetOperation.isSetNullParameterOperation(operation) ? null : args[1];
            Parameter parameter = new Parameter(
                    args[0] instanceof String name ? name : null,
                    options.traceJdbcParams()
                            ? described(value, options.limits().maxText())
                            : type(value));
            room -= parameter.weight();
            parameters.add(parameter);
        }
        return parameters;
    }

    private static List<ParameterSetOperation> inOrder(List<ParameterSetOperation> set) {
        return set.stream()
                .sorted(Comparator.comparingInt(operation ->
                        operation.getArgs().length > 0 && operation.getArgs()[0] instanceof Integer position
                                ? position
                                : Integer.MAX_VALUE))
                .toList();
    }

    private static @Nullable String type(@Nullable Object value) {
        return value == null ? null : value.getClass().getSimpleName();
    }

    private static @Nullable Object described(@Nullable Object value, int maxText) {
        if (value instanceof java.util.Date) {
            Class<?> type = value.getClass();
            if (type == Timestamp.class || type == Date.class || type == Time.class) {
                return value.toString(); // the platform's own, no subclass of the application's
            }
        }
        return DescribedValue.of(value, maxText);
    }

    /** As text; the value of a name that tells of a secret is hidden. */
    String text(InfoWriter out) {
        return name == null ? String.valueOf(shown) : name + "=" + out.shown(name, shown);
    }

    int weight() {
        return 4 + (name == null ? 0 : name.length()) + (shown instanceof String text ? text.length() : 8);
    }
}
