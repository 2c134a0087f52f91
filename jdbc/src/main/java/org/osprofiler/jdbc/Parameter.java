package org.osprofiler.jdbc;

import java.sql.Date;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Collections;
import net.ttddyy.dsproxy.proxy.ParameterSetOperation;
import org.jspecify.annotations.Nullable;
import org.osprofiler.DescribedValue;
import org.osprofiler.InfoWriter;

/**
 * One parameter's value.
 *
 * @param name of a callable statement's parameter; null where there are only positions
 * @param value described, never the application's object
 */
record Parameter(@Nullable String name, @Nullable Object value) {

    static Parameter of(ParameterSetOperation operation, int maxText) {
        Object[] args = operation.getArgs();
        String name = args[0] instanceof String text ? text : null;
        if (ParameterSetOperation.isRegisterOutParameterOperation(operation)) {
            return new Parameter(name, ParameterTypes.of(operation));
        }
        if (ParameterSetOperation.isSetNullParameterOperation(operation)) {
            return new Parameter(name, null);
        }
        return new Parameter(name, described(args[1], maxText));
    }

    /** In place of those that there is no room for. */
    static Parameter more(int count) {
        return new Parameter(null, "… " + count + " more");
    }

    private static @Nullable Object described(@Nullable Object value, int maxText) {
        if (value != null) {
            Class<?> type = value.getClass();
            if (type == Timestamp.class || type == Date.class || type == Time.class) {
                return value.toString(); // the platform's own classes, no subclass of the application
            }
        }
        return DescribedValue.of(value, maxText);
    }

    /** A named one as an object of one field, hidden if its name tells of a secret. */
    @Nullable Object shown(InfoWriter out) {
        return name == null ? value : Collections.singletonMap(name, out.shown(name, value));
    }

    int weight() {
        return 8 + (name == null ? 0 : name.length()) + (value instanceof String text ? text.length() : 0);
    }
}
