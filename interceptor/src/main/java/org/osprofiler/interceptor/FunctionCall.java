package org.osprofiler.interceptor;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osprofiler.DescribedValue;
import org.osprofiler.InfoWriter;
import org.osprofiler.SpanInfo;

/**
 * {@code function{name, args, kwargs}} of a call's start, as {@code osprofiler/profiler.py} has it: {@code args} and {@code
 * kwargs} are texts. Java has no keyword arguments: named ones stand in {@code kwargs}, others in {@code args}. Of a text
 * without a name only the length is shown: without a name there is no redaction.
 */
final class FunctionCall implements SpanInfo {

    private final String name;
    private final List<String> argNames;

    /** Described already; null when they are not to be shown. */
    private final @Nullable Object @Nullable [] args;

    private FunctionCall(String name, List<String> argNames, @Nullable Object @Nullable [] args) {
        this.name = name;
        this.argNames = argNames;
        this.args = args;
    }

    static FunctionCall of(String name, List<String> argNames, @Nullable Object @Nullable [] args, int maxText) {
        if (args == null) {
            return new FunctionCall(name, argNames, null);
        }
        @Nullable Object[] described = new @Nullable Object[args.length];
        for (int i = 0; i < args.length; i++) {
            described[i] = i >= argNames.size() && args[i] instanceof String unnamed
                    ? "String[" + unnamed.length() + "]" // nobody can say whether it is a password
                    : DescribedValue.of(args[i], maxText);
        }
        return new FunctionCall(name, argNames, described);
    }

    @Override
    public void write(InfoWriter out) {
        out.beginObject("function").field("name", name);
        if (args != null) {
            StringBuilder positional = new StringBuilder("(");
            StringBuilder named = new StringBuilder("{");
            for (int i = 0; i < args.length; i++) {
                if (i < argNames.size()) {
                    separate(named).append(argNames.get(i)).append(": ").append(out.shown(argNames.get(i), args[i]));
                } else {
                    separate(positional).append(args[i]);
                }
            }
            out.field("args", positional.append(')').toString())
                    .field("kwargs", named.append('}').toString());
        }
        out.endObject();
    }

    private static StringBuilder separate(StringBuilder text) {
        return text.length() > 1 ? text.append(", ") : text;
    }

    @Override
    public int weight() {
        int weight = name.length();
        if (args != null) {
            for (Object arg : args) {
                weight += arg instanceof String text ? text.length() : 0;
            }
        }
        return weight;
    }
}
