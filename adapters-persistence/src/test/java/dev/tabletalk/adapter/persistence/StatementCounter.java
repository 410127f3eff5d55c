package dev.tabletalk.adapter.persistence;

import java.util.ArrayList;
import java.util.List;
import org.hibernate.resource.jdbc.spi.StatementInspector;

/** Notes each SQL statement of the thread that asks for it. */
final class StatementCounter implements StatementInspector {
    private static final long serialVersionUID = 1L;
    private static final ThreadLocal<List<String>> STATEMENTS = ThreadLocal.withInitial(ArrayList::new);

    @Override
    public String inspect(String sql) {
        STATEMENTS.get().add(sql);
        return sql;
    }

    /** The statements that the action sends, without begin and commit. */
    List<String> during(Runnable action) {
        STATEMENTS.get().clear();
        action.run();
        List<String> statements = List.copyOf(STATEMENTS.get());
        STATEMENTS.get().clear();
        return statements;
    }
}
