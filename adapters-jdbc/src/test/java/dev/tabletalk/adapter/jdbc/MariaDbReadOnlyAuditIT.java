package dev.tabletalk.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabletalk.adapter.jdbc.guard.CorpusRow;
import dev.tabletalk.domain.connection.DatabaseConnection;
import dev.tabletalk.domain.connection.DatabaseKind;
import dev.tabletalk.domain.port.Cancellation;
import dev.tabletalk.domain.proof.AccountPrivileges;
import dev.tabletalk.domain.proof.Attack;
import dev.tabletalk.domain.proof.Attack.Expectation;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** As {@link ReadOnlyAuditIT}, for MariaDB. */
final class MariaDbReadOnlyAuditIT {
    private static final MariaDbServer SERVER = MariaDbServer.get();
    private static final String DATABASE = "audited";
    private static final MySqlEngine ENGINE = new MySqlEngine(DatabaseKind.MARIADB, Reach.NETWORK);
    private static final AccountPrivileges CLEAN = new AccountPrivileges(false, List.of(), List.of());

    @BeforeAll
    static void makeDatabase() throws Exception {
        SERVER.execute(
                "DROP DATABASE IF EXISTS audited",
                "CREATE DATABASE audited CHARACTER SET utf8mb4",
                "DROP DATABASE IF EXISTS `odd_``name`",
                "CREATE DATABASE `odd_``name`",
                "CREATE TABLE `odd_``name`.t(a int)");
        SERVER.executeIn(DATABASE, Files.readAllLines(CorpusRow.folder().resolve("mariadb.sql")));
        account("audit_reader", "GRANT SELECT ON audited.* TO ");
        account(
                "audit_writer",
                "GRANT SELECT ON audited.* TO ",
                "GRANT INSERT, UPDATE ON audited.canary TO ",
                "GRANT INSERT (n), SELECT (id, n) ON audited.aviary TO ",
                "GRANT EXECUTE ON PROCEDURE audited.p_write TO ",
                "GRANT DELETE, LOCK TABLES ON `odd\\_``name`.* TO ",
                "GRANT PROCESS ON *.* TO ");
        SERVER.execute("CREATE OR REPLACE ROLE audit_role");
        account("audit_member", "GRANT SELECT ON audited.* TO ", "GRANT audit_role TO ");
    }

    private static void account(String name, String... grants) {
        String account = name + "@localhost";
        SERVER.execute("CREATE OR REPLACE USER " + account + " IDENTIFIED BY 'secret'");
        for (String grant : grants) {
            SERVER.execute(grant + account);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"root", "audit_reader"})
    void holdsWithoutTheGuard(String user) {
        String before = SERVER.fingerprint(DATABASE);
        Audits.assertHolds(ENGINE, connection(user));
        assertThat(SERVER.fingerprint(DATABASE)).isEqualTo(before);
    }

    @Test
    void attacksChangeNothingEvenWithoutAnyLayer() throws Exception {
        String before = SERVER.fingerprint(DATABASE);
        List<String> toothless = new ArrayList<>();
        for (Attack attack : AttackFile.read(DatabaseKind.MARIADB, () -> Optional.of("canary"))) {
            if (attack.expectation() != Expectation.LIMITED) {
                try (Connection connection = plain();
                        Statement statement = connection.createStatement()) {
                    Audits.run(ENGINE, statement, attack, toothless);
                }
            }
        }
        assertThat(SERVER.fingerprint(DATABASE)).isEqualTo(before);
        assertThat(toothless)
                .as("would be refused by any MariaDB, so they prove nothing")
                .isEmpty();
    }

    @Test
    void seesASessionThatDoesNotHold() {
        Audits.assertSeen(new DefencelessEngine(ENGINE, MariaDbReadOnlyAuditIT::plain), connection("root"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DO GET_LOCK('tabletalk_check_lock', 0)",
                "SET @tabletalk_check_variable = 1",
                "SET SESSION sql_mode = ''",
                "SET SESSION TRANSACTION READ WRITE",
                "SET SESSION TRANSACTION ISOLATION LEVEL READ UNCOMMITTED",
                "SET SESSION max_statement_time = 9",
                "SET SESSION sql_select_limit = 9",
                "SET SESSION foreign_key_checks = 0",
                "SET autocommit = 0",
                "USE information_schema",
                "SET ROLE audit_role",
                "DO LAST_INSERT_ID(5)"
            })
    void seesWhatIsLeftInASession(String left) throws Exception {
        try (org.mariadb.jdbc.Connection plain = plain().unwrap(org.mariadb.jdbc.Connection.class);
                Session other = ENGINE.open(connection("root"))) {
            MySqlSession session = new MySqlSession(plain, DATABASE, new Wire());
            String clean = session.trace();
            assertThat(other.trace()).as("the same in all clean sessions").isEqualTo(clean);
            try (Statement statement = plain.createStatement()) {
                statement.execute(left);
            }
            assertThat(session.trace()).isNotEqualTo(clean);
            if (session.reset()) {
                assertThat(session.trace()).isEqualTo(clean);
            } else {
                assertThat(left).as("the session is not used again").containsAnyOf("USE", "ROLE");
            }
        }
    }

    @Test
    void tellsWhatAnAccountMayDoAndHowToMakeAReader() {
        AccountPrivileges root = privileges("root");
        assertThat(root.canWrite()).isTrue();
        assertThat(root.findings()).contains("ALL PRIVILEGES on all databases: may do everything");
        assertThat(root.remedy())
                .containsExactly(
                        "CREATE USER 'tabletalk_reader'@'localhost' IDENTIFIED BY '…';",
                        "GRANT SELECT, SHOW VIEW ON `audited`.* TO 'tabletalk_reader'@'localhost';");

        AccountPrivileges writer = privileges("audit_writer");
        assertThat(writer.canWrite()).isTrue();
        assertThat(writer.findings())
                .containsExactlyInAnyOrder(
                        "PROCESS on all databases",
                        "DELETE, LOCK TABLES on the database odd_`name",
                        "INSERT on 2 tables, UPDATE on 1 table",
                        "May call 1 routine, which may run with the rights of their authors");

        assertThat(privileges("audit_reader")).isEqualTo(CLEAN);
        AccountPrivileges member = privileges("audit_member");
        assertThat(member.canWrite()).isNull();
        assertThat(member.findings()).containsExactly("Has the role audit_role; what that allows is not known");
    }

    @ParameterizedTest
    @ValueSource(strings = {"audited", "odd_`name"})
    void theReaderItProposesIsClean(String database) {
        SERVER.execute("DROP USER IF EXISTS tabletalk_reader@localhost");
        privileges("root", database).remedy().forEach(line -> SERVER.execute(line.replace("…", "secret")));
        assertThat(privileges("tabletalk_reader", database)).isEqualTo(CLEAN);
        assertThat(privileges("root").remedy().getFirst()).contains("'tabletalk_reader_2'@");
        SERVER.execute("DROP USER tabletalk_reader@localhost");
    }

    private static AccountPrivileges privileges(String user) {
        return privileges(user, DATABASE);
    }

    private static AccountPrivileges privileges(String user, String database) {
        try (JdbcReadOnlyAudit audit = new JdbcReadOnlyAudit(Map.of(DatabaseKind.MARIADB, ENGINE))) {
            return audit.account(SERVER.connection("audited", database, user, Map.of()), new Cancellation())
                    .privileges();
        }
    }

    private static DatabaseConnection connection(String user) {
        return SERVER.connection(user.replace('_', '-'), DATABASE, user, Map.of());
    }

    private static Connection plain() throws SQLException {
        return DriverManager.getConnection("jdbc:mariadb://127.0.0.1:" + SERVER.port() + "/" + DATABASE
                + "?user=root&password=secret&useResetConnection=true&allowMultiQueries=true&allowLocalInfile=true");
    }
}
