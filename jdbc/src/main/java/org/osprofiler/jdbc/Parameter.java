package org.osprofiler.jdbc;

import java.sql.Date;
import java.sql.Time;
import java.sql.Timestamp;
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

    static Parameter of(ParameterSetOperation set, ProfilerOptions options) {
        Object[] args = set.getArgs();
        Object value = ParameterSetOperation.isSetNullParameterOperation(set) ? null : args[1];
        return new Parameter(
                args[0] instanceof String name ? name : null,
                options.traceJdbcParams() ? described(value, options.limits().maxText()) : type(value));
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
