package dev.tabletalk.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabletalk.adapter.jdbc.guard.CorpusRow;
import dev.tabletalk.domain.connection.DatabaseAddress;
import dev.tabletalk.domain.connection.DatabaseConnection;
import dev.tabletalk.domain.connection.DatabaseKind;
import dev.tabletalk.domain.port.Cancellation;
import dev.tabletalk.domain.proof.AccountPrivileges;
import dev.tabletalk.domain.proof.Attack;
import dev.tabletalk.domain.proof.Attack.Expectation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** As {@link ReadOnlyAuditIT}, for DuckDB. */
final class DuckDbReadOnlyAuditIT {
    @TempDir
    static Path temporary;

    @TempDir
    Path folder;

    private Path file = Path.of(".");
    private DuckDbEngine engine = new DuckDbEngine(new DatabaseFiles(List.of(Path.of("."))));

    @BeforeAll
    static void makeFile() throws Exception {
        DuckDbFile.run(original(), Files.readAllLines(CorpusRow.folder().resolve("duckdb.sql")));
    }

    private static Path original() {
        return temporary.resolve("original.duckdb");
    }

    @BeforeEach
    void copyFile() throws Exception {
        file = Files.copy(original(), folder.resolve("audited.duckdb"));
        engine = new DuckDbEngine(new DatabaseFiles(List.of(folder)));
    }

    @Test
    void holdsWithoutTheGuard() throws Exception {
        Audits.assertHolds(engine, connection("audited.duckdb"));
        assertUnchanged(file);
    }

    @Test
    void attacksChangeNothingEvenWithoutAnyLayer() throws Exception {
        List<String> toothless = new ArrayList<>();
        List<Attack> attacks = AttackFile.read(DatabaseKind.DUCKDB, () -> Optional.of("canary"));
        try (UnprotectedDuckDb unprotected = new UnprotectedDuckDb(file)) {
            for (Attack attack : attacks) {
                if (attack.expectation() != Expectation.LIMITED) {
                    run(unprotected, attack, toothless);
                }
            }
        }
        assertUnchanged(file);
        assertThat(toothless)
                .as("would be refused by any DuckDB, so they prove nothing")
                .isEmpty();
    }

    private void run(UnprotectedDuckDb unprotected, Attack attack, List<String> toothless) {
        try {
            unprotected.run(attack.sql().value());
        } catch (SQLException error) {
            if (attack.expectation() == Expectation.REFUSED && engine.refuses(error)) {
                toothless.add(attack.sql() + " -- " + error.getMessage());
            }
        }
        try {
            unprotected.run("ROLLBACK");
        } catch (SQLException none) {
            assertThat(none.getMessage()).contains("no transaction is active");
        }
    }

    private void assertUnchanged(Path changed) throws Exception {
        assertThat(Files.readAllBytes(changed)).isEqualTo(Files.readAllBytes(original()));
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void seesASessionThatDoesNotHold() throws Exception {
        Path other = Files.copy(original(), temporary.resolve("other.duckdb"));
        try (UnprotectedDuckDb unprotected = new UnprotectedDuckDb(other)) {
            Engine defenceless = Audits.proxy(
                    Engine.class,
                    engine,
                    (method, arguments, go) ->
                            method.equals("open") ? defenceless((Session) go.call(), unprotected) : go.call());
            Audits.assertSeen(defenceless, connection("audited.duckdb"));
        }
    }

    private static Session defenceless(Session real, UnprotectedDuckDb unprotected) {
        return Audits.proxy(Session.class, real, (method, arguments, go) -> {
            if (method.equals("read")) {
                unprotected.run((String) arguments[0]);
                return new Rows(List.of(), List.of(), false);
            }
            return go.call();
        });
    }

    @Test
    void looksTheSameInAllCleanSessions() throws Exception {
        Files.writeString(folder.resolve("people.csv"), "id,name\n1,Ann\n");
        for (String name : List.of("audited.duckdb", "people.csv")) {
            try (Session one = engine.open(connection(name));
                    Session other = engine.open(connection(name))) {
                String clean = one.trace();
                assertThat(other.trace()).isEqualTo(clean);
                assertThat(one.reset()).isTrue();
                assertThat(one.trace()).isEqualTo(clean);
            }
        }
    }

    @Test
    void tellsWhetherTheFileCanBeWritten() throws Exception {
        assertThat(privileges().canWrite()).isTrue();
        assertThat(privileges().findings())
                .containsExactly("The account that Tabletalk runs as may write the file audited.duckdb.");
        assertThat(privileges().remedy().getFirst()).isEqualTo("chmod a-w '" + file.toRealPath() + "'");
    }

    private AccountPrivileges privileges() {
        try (JdbcReadOnlyAudit audit = new JdbcReadOnlyAudit(Map.of(DatabaseKind.DUCKDB, engine))) {
            return audit.account(connection("audited.duckdb"), new Cancellation())
                    .privileges();
        }
    }

    private static DatabaseConnection connection(String file) {
        return MariaDbServer.connection("audited", DatabaseKind.DUCKDB, new DatabaseAddress.File(file));
    }
}
