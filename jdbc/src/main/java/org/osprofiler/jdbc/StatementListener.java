package org.osprofiler.jdbc;

import java.util.List;
import net.ttddyy.dsproxy.ExecutionInfo;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.listener.QueryExecutionListener;
import org.osprofiler.Profiler;
import org.osprofiler.ProfilerOptions;
import org.osprofiler.Span;

/**
 * Opens a span before a statement runs and ends it afterwards, on the thread that runs it.
 *
 * <p>Never throws: what {@code beforeQuery} throws would keep the statement from running, and what {@code afterQuery} throws
 * would hide its result or its SQLException (datasource-proxy calls it in a {@code finally}).
 */
final class StatementListener implements QueryExecutionListener {

    private static final System.Logger LOG = System.getLogger(StatementListener.class.getName());
    private static final String NAME = "db";
    private static final String SPAN = StatementListener.class.getName();

    @Override
    public void beforeQuery(ExecutionInfo execution, List<QueryInfo> queries) {
        if (!Profiler.isTracing()) {
            return; // the connection outlived its trace
        }
        try {
            ProfilerOptions options = Profiler.current().options();
            if (options != null && options.traceJdbc()) {
                execution.addCustomValue(SPAN, Profiler.span(NAME, DbInfo.of(queries, options)));
            }
        } catch (RuntimeException | LinkageError e) {
            LOG.log(System.Logger.Level.DEBUG, "a statement is not traced", e);
        }
    }

    @Override
    public void afterQuery(ExecutionInfo execution, List<QueryInfo> queries) {
        try {
            Span span = execution.getCustomValue(SPAN, Span.class);
            if (span != null) {
                if (execution.getThrowable() != null) {
                    span.error(execution.getThrowable());
                }
                span.close();
            }
        } catch (RuntimeException | LinkageError e) {
            LOG.log(System.Logger.Level.DEBUG, "a statement's span was not ended", e);
        }
    }
}
