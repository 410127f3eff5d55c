package dev.tabletalk.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabletalk.domain.connection.DatabaseConnection;
import dev.tabletalk.domain.port.Cancellation;
import dev.tabletalk.domain.proof.Attack;
import dev.tabletalk.domain.proof.Attack.Expectation;
import dev.tabletalk.domain.proof.AttackOutcome;
import dev.tabletalk.domain.proof.AttackOutcome.Result;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** What the tests of the shipped attacks have in common. */
final class Audits {
    private static final Cancellation NEVER = new Cancellation();

    private Audits() {}

    /** All attacks, on the engine alone. */
    static void assertHolds(Engine engine, DatabaseConnection connection) {
        try (JdbcReadOnlyAudit audit = new JdbcReadOnlyAudit(Map.of(connection.kind(), engine))) {
            Map<Result, Integer> counts = new EnumMap<>(Result.class);
            List<String> breaches = new ArrayList<>();
            for (Attack attack : audit.attacks(connection, NEVER)) {
                long start = System.nanoTime();
                AttackOutcome outcome = audit.attack(connection, attack, NEVER);
                long millis = (System.nanoTime() - start) / 1_000_000;
                counts.merge(outcome.result(), 1, Integer::sum);
                if (Boolean.getBoolean("tabletalk.attacks")) {
                    System.out.println(millis + " ms " + attack.expectation() + " " + outcome + " " + attack.sql());
                }
                if (outcome.result() == Result.BREACH) {
                    breaches.add(attack.sql() + " -- " + outcome.why());
                }
            }
            System.out.printf(
                    "Attacks of the check, engine alone, %s (%s): %s%n",
                    connection.kind().label(), connection.id(), counts);
            assertThat(breaches).isEmpty();
        }
    }

    /** An engine that does not hold: each attack that has to be refused is a breach. */
    static void assertSeen(Engine engine, DatabaseConnection connection) {
        try (JdbcReadOnlyAudit audit = new JdbcReadOnlyAudit(Map.of(connection.kind(), engine))) {
            List<String> missed = new ArrayList<>();
            for (Attack attack : audit.attacks(connection, NEVER)) {
                if (attack.expectation() == Expectation.REFUSED) {
                    AttackOutcome outcome = audit.attack(connection, attack, NEVER);
                    if (outcome.result() != Result.BREACH) {
                        missed.add(attack.sql() + " -- " + outcome);
                    }
                }
            }
            assertThat(missed).isEmpty();
        }
    }

    /** What is expected to be refused must be something that would be done otherwise. */
    static void run(Engine engine, Statement statement, Attack attack, List<String> toothless) {
        try {
            statement.setMaxRows(10);
            statement.setEscapeProcessing(false);
            statement.execute(attack.sql().value());
        } catch (SQLException error) {
            if (attack.expectation() == Expectation.REFUSED && engine.refuses(error)) {
                toothless.add(attack.sql() + " -- " + error.getMessage());
            }
        }
    }

    interface Instead {
        Object call(String method, Object[] arguments, Callable<Object> go) throws Exception;
    }

    static <T> T proxy(Class<T> type, T real, Instead instead) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> instead.call(method.getName(), arguments, () -> {
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause() instanceof Exception cause ? cause : failed;
                    }
                })));
    }
}
