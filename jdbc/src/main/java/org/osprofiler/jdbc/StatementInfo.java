package org.osprofiler.jdbc;

import java.util.List;
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
 * @param isWhole whether nothing was cut off, where a name may stand that tells of a secret
 * @param parameters of a batch the first set
 * @param batchSize how many statements or parameter sets; 0 when it is no batch
 */
record StatementInfo(String statement, boolean isWhole, Parameters parameters, int batchSize) implements SpanInfo {

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
                statement.length() <= max,
                sets.isEmpty() ? Parameters.NONE : Parameters.of(sets.get(0), options),
                execution.isBatch() ? Math.max(execution.getBatchSize(), queries.size()) : 0);
    }

    @Override
    public void write(InfoWriter out) {
        boolean secret = SecretStatement.is(statement, out);
        out.beginObject("db")
                .field("statement", secret ? SecretStatement.withoutTexts(statement) : statement)
                .field("params", parameters.text(out, secret || !isWhole));
        if (batchSize > 0) {
            out.field("batch", batchSize);
        }
        out.endObject();
    }

    @Override
    public int weight() {
        return statement.length() + parameters.weight();
    }
}
