package dev.tabletalk.adapter.persistence;

import java.util.ArrayList;
import java.util.List;
import net.ttddyy.dsproxy.ExecutionInfo;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.listener.QueryExecutionListener;

/** Notes each SQL statement of the thread that asks for it; a batch is one. */
final class StatementCounter implements QueryExecutionListener {
    private static final ThreadLocal<List<String>> STATEMENTS = ThreadLocal.withInitial(ArrayList::new);

    @Override
    public void beforeQuery(ExecutionInfo execution, List<QueryInfo> queries) {
        STATEMENTS.get().add(queries.getFirst().getQuery());
    }

    @Override
    public void afterQuery(ExecutionInfo execution, List<QueryInfo> queries) {}

    /** The statements that the action sends, without begin and commit. */
    List<String> during(Runnable action) {
        STATEMENTS.get().clear();
        action.run();
        List<String> statements = List.copyOf(STATEMENTS.get());
        STATEMENTS.get().clear();
        return statements;
    }
}
