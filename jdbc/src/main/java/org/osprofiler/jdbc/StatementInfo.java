package org.osprofiler.jdbc;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.ttddyy.dsproxy.ExecutionInfo;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.proxy.ParameterSetOperation;
import org.osprofiler.DescribedValue;
import org.osprofiler.InfoWriter;
import org.osprofiler.ProfilerOptions;
import org.osprofiler.SpanInfo;

/**
 * {@code db{statement, params}} of a statement's start, as {@code osprofiler/sqlalchemy.py} has it. Parameters have no names in
 * JDBC: {@code params} is a text, by default their number and types.
 *
 * @param statement the statement, cut; those of a batch one a line
 * @param parameters written as {@code 2 (Integer, String)}, or as {@code (7, seven)} with {@code trace_jdbc_params}; of a batch
 *     the first set
 * @param values whether the parameters are values
 * @param batchSize how many statements or parameter sets; 0 when it is no batch
 */
record StatementInfo(String statement, List<Parameter> parameters, boolean values, int batchSize) implements SpanInfo {

    /** Statements that set secrets: their literals are hidden. */
    private static final Pattern SETS_SECRET =
            Pattern.compile("\\b(password|identified\\s+by|secret|credential)", Pattern.CASE_INSENSITIVE);

    static StatementInfo of(ExecutionInfo execution, List<QueryInfo> queries, ProfilerOptions options) {
        int max = options.limits().maxStatement();
        String statement = queries.isEmpty() ? "" : queries.get(0).getQuery();
        if (queries.size() > 1) {
            StringBuilder all = new StringBuilder(statement);
            for (int i = 1; i < queries.size() && all.length() <= max; i++) {
                all.append('\n').append(queries.get(i).getQuery());
            }
            statement = all.toString();
        }
        List<List<ParameterSetOperation>> sets =
                queries.isEmpty() ? List.of() : queries.get(0).getParametersList();
        return new StatementInfo(
                DescribedValue.cut(statement, max),
                sets.isEmpty() ? List.of() : Parameter.of(sets.get(0), options),
                options.traceJdbcParams(),
                execution.isBatch() ? Math.max(execution.getBatchSize(), queries.size()) : 0);
    }

    @Override
    public void write(InfoWriter out) {
        out.beginObject("db")
                .field("statement", SETS_SECRET.matcher(statement).find() ? withoutLiterals() : statement)
                .field("params", params(out));
        if (batchSize > 0) {
            out.field("batch", batchSize);
        }
        out.endObject();
    }

    private String params(InfoWriter out) {
        if (parameters.isEmpty()) {
            return "0";
        }
        String text =
                parameters.stream().map(parameter -> parameter.text(out)).collect(Collectors.joining(", ", "(", ")"));
        return values ? text : parameters.size() + " " + text;
    }

    /** Not by a regular expression: Java's would overflow the stack on a long literal. One that was cut ends with the text. */
    private String withoutLiterals() {
        StringBuilder shown = new StringBuilder(statement.length());
        for (int i = 0; i < statement.length(); i++) {
            char c = statement.charAt(i);
            if (c != '\'') {
                shown.append(c);
                continue;
            }
            shown.append("'***'");
            i = endOfLiteral(i + 1);
        }
        return shown.toString();
    }

    /** The index of the quote that ends the literal; the text's length when there is none. */
    private int endOfLiteral(int from) {
        int end = statement.indexOf('\'', from);
        while (end >= 0 && end + 1 < statement.length() && statement.charAt(end + 1) == '\'') {
            end = statement.indexOf('\'', end + 2);
        }
        return end < 0 ? statement.length() : end;
    }

    @Override
    public int weight() {
        return statement.length()
                + parameters.stream().mapToInt(Parameter::weight).sum();
    }
}
