package dev.tabletalk.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabletalk.adapter.jdbc.guard.DialectSqlAnalyzer;
import dev.tabletalk.domain.connection.Credentials;
import dev.tabletalk.domain.connection.DatabaseAddress;
import dev.tabletalk.domain.connection.DatabaseConnection;
import dev.tabletalk.domain.connection.DatabaseKind;
import dev.tabletalk.domain.connection.Secret;
import dev.tabletalk.domain.port.Cancellation;
import dev.tabletalk.domain.proof.AccountPrivileges;
import dev.tabletalk.domain.proof.Attack;
import dev.tabletalk.domain.proof.Attack.Expectation;
import dev.tabletalk.domain.proof.AttackKind;
import dev.tabletalk.domain.proof.AttackOutcome;
import dev.tabletalk.domain.proof.AttackOutcome.Result;
import dev.tabletalk.domain.query.GuardVerdict;
import dev.tabletalk.domain.query.SqlGuard;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The shipped attacks hold against both layers, are seen when a layer does not hold, and change nothing even without any. */
final class ReadOnlyAuditIT {
    private static final PostgresServer SERVER = PostgresServer.get();
    private static final String DATABASE = "audited";
    private static final Cancellation NEVER = new Cancellation();

    @TempDir
    Path temporary;

    private Path folder = Path.of(".");
    private Path file = Path.of(".");
    private Engine sqlite = new SqliteEngine(new DatabaseFiles(List.of(Path.of("."))));

    @BeforeAll
    static void makeDatabase() throws Exception {
        SERVER.execute("DROP DATABASE IF EXISTS " + DATABASE);
        SERVER.execute("DROP ROLE IF EXISTS tabletalk_reader, audit_reader, audit_writer, \"odd \"\"role\"");
        SERVER.execute("CREATE DATABASE " + DATABASE);
        SERVER.executeIn(DATABASE, Files.readString(corpus().resolve("postgresql.sql")));
        SERVER.executeIn(DATABASE, """
                CREATE ROLE audit_reader LOGIN PASSWORD 'secret';
                GRANT SELECT ON ALL TABLES IN SCHEMA public TO audit_reader;
                CREATE ROLE audit_writer LOGIN CREATEDB PASSWORD 'secret';
                GRANT pg_signal_backend TO audit_writer;
                CREATE ROLE "odd ""role";
                CREATE SCHEMA "Odd ""schema" AUTHORIZATION "odd ""role";
                GRANT USAGE, CREATE ON SCHEMA "Odd ""schema" TO audit_writer;
                CREATE TABLE "Odd ""schema"."t 1"(a int, b int);
                ALTER TABLE "Odd ""schema"."t 1" OWNER TO "odd ""role";
                CREATE TABLE "Odd ""schema".t2(a int, b int);
                GRANT INSERT, SELECT ON "Odd ""schema"."t 1" TO audit_writer;
                GRANT UPDATE (b), SELECT ON "Odd ""schema".t2 TO audit_writer;
                GRANT INSERT ON "Odd ""schema".t2 TO audit_writer;
                ANALYZE;
                """);
    }

    @BeforeEach
    void makeFile() throws Exception {
        folder = Files.createDirectory(temporary.resolve("databases"));
        file = folder.resolve("audited.db");
        try (Connection connection = plainSqlite();
                Statement statement = connection.createStatement()) {
            for (String sql : Files.readAllLines(corpus().resolve("sqlite.sql"))) {
                statement.execute(sql);
            }
        }
        sqlite = new SqliteEngine(new DatabaseFiles(List.of(folder)));
    }

    @ParameterizedTest
    @EnumSource
    void theGuardRefusesAllAttacks(DatabaseKind kind) {
        DialectSqlAnalyzer analyzer = new DialectSqlAnalyzer();
        List<String> passed = new ArrayList<>();
        for (Attack attack : AttackFile.read(kind, () -> Optional.of("canary"))) {
            if (SqlGuard.judge(analyzer.analyze(kind, attack.sql())) instanceof GuardVerdict.Allowed
                    && attack.expectation() != Expectation.LIMITED) {
                passed.add(attack.sql().value());
            }
        }
        assertThat(passed).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"SQLSERVER", "CLICKHOUSE", "TRINO"})
    void hasAttacksOfManyKinds(DatabaseKind kind) {
        List<Attack> attacks = AttackFile.read(kind, () -> Optional.of("canary"));
        assertThat(attacks).hasSizeGreaterThan(60);
        EnumSet<AttackKind> kinds = EnumSet.noneOf(AttackKind.class);
        attacks.forEach(attack -> kinds.add(attack.kind()));
        assertThat(kinds).hasSizeGreaterThanOrEqualTo(15);
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgres", "audit_writer"})
    void postgresqlHoldsWithoutTheGuard(String user) {
        String before = SERVER.fingerprint(DATABASE);
        Audits.assertHolds(new PostgresEngine(Reach.NETWORK), postgresql(user));
        assertThat(SERVER.fingerprint(DATABASE)).isEqualTo(before);
    }

    @Test
    void sqliteHoldsWithoutTheGuard() throws Exception {
        byte[] before = Files.readAllBytes(file);
        Audits.assertHolds(sqlite, audited());
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void attacksChangeNothingInPostgresqlEvenWithoutAnyLayer() throws Exception {
        String before = SERVER.fingerprint(DATABASE);
        List<String> toothless = new ArrayList<>();
        Engine engine = new PostgresEngine(Reach.NETWORK);
        try (Connection connection = plainPostgresql();
                Statement statement = connection.createStatement()) {
            for (Attack attack : AttackFile.read(DatabaseKind.POSTGRESQL, () -> Optional.of("canary"))) {
                statement.execute("ROLLBACK");
                statement.execute("DISCARD ALL");
                statement.execute("SET statement_timeout = 300");
                Audits.run(engine, statement, attack, toothless);
            }
        }
        assertThat(SERVER.fingerprint(DATABASE)).isEqualTo(before);
        assertThat(toothless)
                .as("would be refused by any PostgreSQL, so they prove nothing")
                .isEmpty();
    }

    @Test
    void attacksChangeNothingInSqliteEvenWithoutAnyLayer() throws Exception {
        byte[] before = Files.readAllBytes(file);
        List<String> toothless = new ArrayList<>();
        for (Attack attack : AttackFile.read(DatabaseKind.SQLITE, () -> Optional.of("\"canary\""))) {
            if (attack.expectation() != Expectation.LIMITED) {
                try (Connection connection = plainSqlite();
                        Statement statement = connection.createStatement()) {
                    Audits.run(sqlite, statement, attack, toothless);
                }
                assertThat(Files.readAllBytes(file)).as(attack.sql().value()).isEqualTo(before);
            }
        }
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
        assertThat(toothless)
                .as("would be refused by any SQLite, so they prove nothing")
                .isEmpty();
    }

    @Test
    void seesAPostgresqlSessionThatDoesNotHold() {
        Audits.assertSeen(
                new DefencelessEngine(new PostgresEngine(Reach.NETWORK), this::plainPostgresql),
                postgresql("postgres"));
    }

    @Test
    void seesASqliteSessionThatDoesNotHold() {
        Audits.assertSeen(new DefencelessEngine(sqlite, this::plainSqlite), audited());
    }

    @Test
    void seesWhatASessionLeavesForTheNext() {
        Engine engine = Audits.proxy(
                Engine.class,
                new PostgresEngine(Reach.NETWORK),
                (method, arguments, go) -> method.equals("open") ? leakySession() : go.call());
        DatabaseConnection connection = postgresql("postgres");
        try (JdbcReadOnlyAudit audit = new JdbcReadOnlyAudit(Map.of(connection.kind(), engine))) {
            List<Attack> leaks = audit.attacks(connection, NEVER).stream()
                    .filter(attack -> attack.sql().value().contains("set_config('search_path'")
                            || attack.sql().value().contains("pg_advisory_lock("))
                    .toList();
            assertThat(leaks).hasSize(2).allSatisfy(attack -> {
                AttackOutcome outcome = audit.attack(connection, attack, NEVER);
                assertThat(outcome.result()).as(attack.sql().value()).isEqualTo(Result.BREACH);
                assertThat(outcome.why()).startsWith("It left something behind for the next session");
            });
        }
    }

    /** One that keeps for good what it should take back; not a superuser's, which refuses these before they run. */
    private Session leakySession() throws Exception {
        Connection connection = plainPostgresql("audit_reader");
        return Audits.proxy(Session.class, new PostgresSession(connection, 0), (method, arguments, go) -> {
            if (method.equals("reset")) {
                connection.commit();
                return true;
            }
            return go.call();
        });
    }

    @Test
    void tellsWhatAPostgresqlAccountMayDoAndHowToMakeAReader() {
        AccountPrivileges superuser = privileges(postgresql("postgres"));
        assertThat(superuser.canWrite()).isTrue();
        assertThat(superuser.findings()).contains("Superuser: may do everything");

        AccountPrivileges writer = privileges(postgresql("audit_writer"));
        assertThat(writer.canWrite()).isTrue();
        assertThat(writer.findings())
                .contains(
                        "CREATEDB: may make databases",
                        "CREATE in the schema Odd \"schema",
                        "INSERT on 2 tables, UPDATE on 1 table",
                        "Member of pg_signal_backend: may end other sessions");
        assertThat(writer.remedy())
                .contains(
                        "GRANT CONNECT ON DATABASE audited TO tabletalk_reader;",
                        "GRANT USAGE ON SCHEMA \"Odd \"\"schema\" TO tabletalk_reader;",
                        "GRANT SELECT ON ALL TABLES IN SCHEMA \"Odd \"\"schema\" TO tabletalk_reader;",
                        "ALTER DEFAULT PRIVILEGES FOR ROLE \"odd \"\"role\" IN SCHEMA \"Odd \"\"schema\" GRANT SELECT ON"
                                + " TABLES TO tabletalk_reader;");

        AccountPrivileges reader = privileges(postgresql("audit_reader"));
        assertThat(reader).isEqualTo(new AccountPrivileges(false, List.of(), List.of()));

        superuser.remedy().forEach(line -> SERVER.executeIn(DATABASE, line.replace("…", "secret")));
        assertThat(privileges(postgresql("tabletalk_reader")))
                .isEqualTo(new AccountPrivileges(false, List.of(), List.of()));
        SERVER.executeIn(DATABASE, "SET ROLE tabletalk_reader; SELECT * FROM \"Odd \"\"schema\".\"t 1\"");
        assertThat(privileges(postgresql("audit_writer")).remedy().getFirst()).contains("tabletalk_reader_2");
    }

    @Test
    void tellsWhetherAFileCanBeWritten() {
        AccountPrivileges found = privileges(audited());
        assertThat(found.canWrite()).isTrue();
        assertThat(found.remedy().getFirst()).startsWith("chmod a-w '/").endsWith("/audited.db'");
    }

    private AccountPrivileges privileges(DatabaseConnection connection) {
        try (JdbcReadOnlyAudit audit = audit()) {
            return audit.account(connection, NEVER).privileges();
        }
    }

    private JdbcReadOnlyAudit audit() {
        return new JdbcReadOnlyAudit(
                Map.of(DatabaseKind.SQLITE, sqlite, DatabaseKind.POSTGRESQL, new PostgresEngine(Reach.NETWORK)));
    }

    private DatabaseConnection audited() {
        return PostgresServer.connection("audited", new DatabaseAddress.File("audited.db"));
    }

    private static DatabaseConnection postgresql(String user) {
        return PostgresServer.connection(
                user.replace('_', '-'),
                new DatabaseAddress.Server(
                        "127.0.0.1", SERVER.port(), DATABASE, new Credentials(user, new Secret("secret")), Map.of()));
    }

    private Connection plainSqlite() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + file);
    }

    private Connection plainPostgresql() throws SQLException {
        return plainPostgresql("postgres");
    }

    private static Connection plainPostgresql(String user) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + SERVER.port() + "/" + DATABASE + "?maxResultBuffer=16M",
                user,
                "secret");
    }

    private static Path corpus() throws Exception {
        return Path.of(ReadOnlyAuditIT.class.getResource("/corpus").toURI());
    }
}
