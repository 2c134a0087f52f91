package org.osprofiler.jdbc;

import java.util.List;
import java.util.regex.Pattern;
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
 * @param statement the statement; those of a batch one a line
 * @param params {@code 2 (Integer, String)}, or with {@code trace_jdbc_params} the values; of a batch the first set's
 * @param batchSize how many statements or parameter sets; 0 when it is no batch
 */
record StatementInfo(String statement, String params, int batchSize) implements SpanInfo {

    /** Statements that set secrets: their literals are hidden. */
    private static final Pattern SETS_SECRET =
            Pattern.compile("\\b(password|identified\\s+by|secret|credential)", Pattern.CASE_INSENSITIVE);

    private static final Pattern LITERAL = Pattern.compile("'(?:[^']|'')*'");

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
        String params = sets.isEmpty() ? "0" : params(sets.get(0), options);
        return new StatementInfo(
                DescribedValue.cut(statement, max),
                DescribedValue.cut(params, max),
                execution.isBatch() ? Math.max(execution.getBatchSize(), queries.size()) : 0);
    }

    private static String params(List<ParameterSetOperation> set, ProfilerOptions options) {
        boolean values = options.traceJdbcParams();
        StringBuilder text = new StringBuilder();
        int count = 0;
        for (ParameterSetOperation operation : set) {
            Object[] args = operation.getArgs();
            if (args.length < 2 || ParameterSetOperation.isRegisterOutParameterOperation(operation)) {
                continue;
            }
            text.append(count++ == 0 ? "" : ", ");
            boolean isNull = args[1] == null || ParameterSetOperation.isSetNullParameterOperation(operation);
            if (values) {
                text.append(
                        isNull
                                ? null
                                : DescribedValue.of(args[1], options.limits().maxText()));
            } else {
                text.append(isNull ? "null" : args[1].getClass().getSimpleName());
            }
        }
        return values ? "(" + text + ")" : count == 0 ? "0" : count + " (" + text + ")";
    }

    @Override
    public void write(InfoWriter out) {
        out.beginObject("db").field("statement", withoutSecrets()).field("params", params);
        if (batchSize > 0) {
            out.field("batch", batchSize);
        }
        out.endObject();
    }

    private String withoutSecrets() {
        return SETS_SECRET.matcher(statement).find()
                ? LITERAL.matcher(statement).replaceAll("'***'")
                : statement;
    }

    @Override
    public int weight() {
        return statement.length() + params.length();
    }
}
