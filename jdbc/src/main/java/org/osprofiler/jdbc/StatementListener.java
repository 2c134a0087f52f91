package org.osprofiler.jdbc;

import java.util.List;
import net.ttddyy.dsproxy.ExecutionInfo;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.listener.QueryExecutionListener;
import org.jspecify.annotations.Nullable;
import org.osprofiler.Profiler;
import org.osprofiler.ProfilerOptions;
import org.osprofiler.Span;

/**
 * Opens a span before a statement is executed and ends it afterwards. Never throws: from {@code beforeQuery} an exception would
 * keep the statement from being executed, from {@code afterQuery} it would hide the statement's own.
 */
final class StatementListener implements QueryExecutionListener {

    /** OSProfiler's name for statements ({@code osprofiler/sqlalchemy.py}, {@code add_tracing}). */
    private static final String SPAN_NAME = "db";

    private static final String EXECUTED = "org.osprofiler.executed";
    private static final System.Logger LOG = System.getLogger(TracingDataSource.class.getName());

    @Override
    public void beforeQuery(ExecutionInfo execution, List<QueryInfo> queries) {
        ProfilerOptions options = Profiler.current().options();
        if (options == null || !options.traceJdbc()) {
            return; // the connection was kept beyond its trace
        }
        try {
            StatementInfo info = StatementInfo.of(execution, queries, options);
            execution.addCustomValue(EXECUTED, new Executed(Profiler.span(SPAN_NAME, info), info));
        } catch (RuntimeException | LinkageError e) {
            LOG.log(System.Logger.Level.WARNING, "osprofiler: a statement is not traced", e);
        }
    }

    @Override
    public void afterQuery(ExecutionInfo execution, List<QueryInfo> queries) {
        try {
            Executed executed = execution.getCustomValue(EXECUTED, Executed.class);
            if (executed != null) {
                end(executed, execution.getThrowable());
            }
        } catch (RuntimeException | LinkageError e) {
            LOG.log(System.Logger.Level.WARNING, "osprofiler: the end of a statement is not traced", e);
        }
    }

    private static void end(Executed executed, @Nullable Throwable failure) {
        Span span = executed.span();
        try {
            if (failure != null && span.isTraced()) {
                span.info(StatementError.of(
                        executed.info(), failure, span.limits().maxMessage()));
            }
        } finally {
            span.close();
        }
    }

    /** What is known of a statement while the database has it. */
    private record Executed(Span span, StatementInfo info) {}
}
