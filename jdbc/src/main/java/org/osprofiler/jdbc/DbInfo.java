package org.osprofiler.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.proxy.ParameterSetOperation;
import org.jspecify.annotations.Nullable;
import org.osprofiler.DescribedValue;
import org.osprofiler.InfoWriter;
import org.osprofiler.Limits;
import org.osprofiler.ProfilerOptions;
import org.osprofiler.SpanInfo;

/**
 * {@code db{statement, params}}, as OSProfiler has it ({@code osprofiler/sqlalchemy.py}).
 *
 * @param statement cut to {@code max_statement}; those of a batch, one a line
 * @param types {@code 2: INTEGER, VARCHAR}, in a batch {@code 100 x 2: INTEGER, VARCHAR}; null when values are shown
 * @param values of each execution of the batch that is shown, one execution otherwise
 */
record DbInfo(String statement, @Nullable String types, List<List<Parameter>> values) implements SpanInfo {

    /** How many executions of a batch are shown with their values. */
    private static final int MAX_EXECUTIONS = 20;

    static DbInfo of(List<QueryInfo> queries, ProfilerOptions options) {
        Limits limits = options.limits();
        List<List<ParameterSetOperation>> executions = new ArrayList<>();
        for (QueryInfo query : queries) {
            executions.addAll(query.getParametersList());
        }
        String statement = statement(queries, limits.maxStatement());
        return options.traceJdbcParams()
                ? new DbInfo(statement, null, values(executions, limits))
                : new DbInfo(statement, types(executions), List.of());
    }

    private static String statement(List<QueryInfo> queries, int max) {
        if (queries.size() == 1) {
            return DescribedValue.cut(text(queries.get(0)), max);
        }
        StringBuilder all = new StringBuilder();
        for (QueryInfo query : queries) {
            if (all.length() > max) {
                break;
            }
            // Cut here already: a batch may have many long ones.
            all.append(all.isEmpty() ? "" : "\n").append(DescribedValue.cut(text(query), max));
        }
        return DescribedValue.cut(all.toString(), max);
    }

    private static String text(QueryInfo query) {
        String text = query.getQuery();
        return text == null ? "" : text;
    }

    private static String types(List<List<ParameterSetOperation>> executions) {
        List<ParameterSetOperation> first = executions.isEmpty() ? List.of() : executions.get(0);
        String types = first.isEmpty()
                ? "0"
                : first.size() + ": "
                        + ParameterTypes.inOrder(first).stream()
                                .map(ParameterTypes::of)
                                .collect(Collectors.joining(", "));
        return executions.size() > 1 ? executions.size() + " x " + types : types;
    }

    private static List<List<Parameter>> values(List<List<ParameterSetOperation>> executions, Limits limits) {
        List<List<Parameter>> all = new ArrayList<>();
        int room = limits.maxStatement();
        for (List<ParameterSetOperation> execution : executions) {
            if (all.size() == MAX_EXECUTIONS || room <= 0) {
                all.add(List.of(Parameter.more(executions.size() - all.size())));
                break;
            }
            List<Parameter> values = new ArrayList<>();
            for (ParameterSetOperation operation : ParameterTypes.inOrder(execution)) {
                if (room <= 0) {
                    values.add(Parameter.more(execution.size() - values.size()));
                    break;
                }
                Parameter value = Parameter.of(operation, limits.maxText());
                room -= value.weight();
                values.add(value);
            }
            all.add(values);
        }
        return all;
    }

    @Override
    public void write(InfoWriter out) {
        out.beginObject("db").field("statement", statement);
        if (types != null) {
            out.field("params", types);
        } else if (values.size() <= 1) {
            writeOne(out, values.isEmpty() ? List.of() : values.get(0));
        } else {
            out.beginArray("params");
            for (List<Parameter> execution : values) {
                out.item(execution.stream()
                        .map(parameter -> parameter.shown(out))
                        .collect(Collectors.toCollection(ArrayList::new)));
            }
            out.endArray();
        }
        out.endObject();
    }

    private static void writeOne(InfoWriter out, List<Parameter> parameters) {
        out.beginArray("params");
        for (Parameter parameter : parameters) {
            out.item(parameter.shown(out));
        }
        out.endArray();
    }

    @Override
    public int weight() {
        int weight = statement.length() + (types == null ? 0 : types.length());
        for (List<Parameter> execution : values) {
            for (Parameter parameter : execution) {
                weight += parameter.weight();
            }
        }
        return weight;
    }
}
