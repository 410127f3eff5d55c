package dev.tabletalk.adapter.jdbc;

import dev.tabletalk.domain.proof.AccountPrivileges;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an account may do, as SHOW GRANTS tells it.
 *
 * @param canWrite whether it could change data; null when that is not known
 * @param mayReachFiles whether it may read or write files of the server; true also when that is not known
 * @param findings what it may do beside reading, a sentence each
 */
record MySqlGrants(@Nullable Boolean canWrite, boolean mayReachFiles, List<String> findings) {
    private static final Logger log = LoggerFactory.getLogger(MySqlGrants.class);

    MySqlGrants {
        findings = List.copyOf(findings);
    }

    private static final String NAME = "(`(?:[^`]|``)*`|[^`\\s.]+)";
    private static final Pattern ON_TABLES = Pattern.compile("^GRANT (.+?) ON " + NAME + "\\." + NAME + " TO .*");
    private static final Pattern ON_ROUTINE = Pattern.compile("^GRANT (.+?) ON (?:PROCEDURE|FUNCTION|PACKAGE) .*");
    private static final Pattern PROXY = Pattern.compile("^GRANT PROXY ON .*");
    private static final Pattern ROLE = Pattern.compile("^GRANT (" + NAME + "(?:@" + NAME + ")?) TO .*");
    private static final Pattern DEFAULT_ROLE = Pattern.compile("^SET DEFAULT ROLE .*");
    /** Column lists: SELECT (`a`, `b`). */
    private static final Pattern COLUMNS = Pattern.compile("\\s*\\((?:[^()`]|`(?:[^`]|``)*`)*\\)");

    private static final Set<String> READING = Set.of(
            "USAGE",
            "SELECT",
            "SHOW VIEW",
            "SHOW DATABASES",
            "REFERENCES",
            "REPLICATION CLIENT",
            "BINLOG MONITOR",
            "SLAVE MONITOR",
            "REPLICA MONITOR",
            "SHOW CREATE ROUTINE",
            "SHOW_ROUTINE",
            "SYSTEM_USER");

    /** More than reading, without being a way to change rows. */
    private static final Set<String> TOLD_ONLY = Set.of("PROCESS", "LOCK TABLES", "FILE", "EXECUTE");

    private static final List<String> FIRST = List.of("INSERT", "UPDATE", "DELETE");
    private static final int MOST_TOLD = 8;
    private static final int MOST_READERS = 1_000;

    static MySqlGrants of(Connection connection) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SHOW GRANTS")) {
            while (result.next()) {
                lines.add(String.valueOf(result.getString(1)));
            }
        }
        return of(lines);
    }

    /** @param lines as SHOW GRANTS gives them */
    static MySqlGrants of(List<String> lines) {
        boolean writes = false;
        boolean files = false;
        boolean any = false;
        boolean roles = false;
        boolean routines = false;
        int single = 0;
        List<String> findings = new ArrayList<>();
        Map<String, Integer> tables = new LinkedHashMap<>();
        for (String line : lines) {
            if (isOfTheTestDatabase(line) || DEFAULT_ROLE.matcher(line).matches()) {
                continue;
            }
            if (PROXY.matcher(line).matches()) {
                writes = true;
                findings.add("PROXY: may act as other accounts");
                continue;
            }
            Matcher grant = ON_TABLES.matcher(line);
            if (ON_ROUTINE.matcher(line).matches()) {
                routines = true;
                single++;
            } else if (grant.matches()) {
                any = true;
                List<String> more = new ArrayList<>();
                for (String privilege : privileges(line, grant.group(1))) {
                    boolean all = isAll(privilege);
                    files |= all || privilege.equals("FILE");
                    routines |= privilege.equals("EXECUTE");
                    writes |= !READING.contains(privilege) && !TOLD_ONLY.contains(privilege);
                    if (!READING.contains(privilege)) {
                        more.add(privilege);
                    }
                }
                if (grant.group(3).equals("*")) {
                    if (!more.isEmpty()) {
                        findings.add(wide(more, grant.group(2)));
                    }
                } else {
                    more.forEach(privilege -> tables.merge(privilege, 1, Integer::sum));
                }
            } else {
                roles = true;
                Matcher role = ROLE.matcher(line);
                findings.add((role.matches() ? "Has the role " + plain(role.group(1)) : "Has a right of another kind")
                        + "; what that allows is not known");
            }
        }
        if (!tables.isEmpty()) {
            findings.add(tables.entrySet().stream()
                    .sorted(Comparator.comparingInt(entry -> place(entry.getKey())))
                    .map(entry ->
                            entry.getKey() + " on " + entry.getValue() + (entry.getValue() == 1 ? " table" : " tables"))
                    .collect(Collectors.joining(", ")));
        }
        if (single > 0) {
            findings.add("May call " + single + (single == 1 ? " routine" : " routines")
                    + ", which may run with the rights of their authors");
        }
        boolean known = any && !roles;
        // A routine may do what its author may.
        return new MySqlGrants(
                writes ? Boolean.TRUE : (!known || routines) ? null : Boolean.FALSE, files || !known, findings);
    }

    private static List<String> privileges(String line, String list) {
        List<String> privileges = new ArrayList<>();
        for (String name : COLUMNS.matcher(list).replaceAll("").split(",", -1)) {
            privileges.add(name.strip().toUpperCase(Locale.ROOT));
        }
        if (line.endsWith(" WITH GRANT OPTION")) {
            privileges.add("GRANT OPTION");
        }
        return privileges;
    }

    private static boolean isAll(String privilege) {
        return privilege.equals("ALL PRIVILEGES") || privilege.equals("ALL");
    }

    /** For all of a database or a server. */
    private static String wide(List<String> privileges, String database) {
        String place = database.equals("*")
                ? "all databases"
                : "the database " + plain(database).replace("\\", "");
        if (database.equals("*") && isAll(privileges.getFirst())) {
            return "ALL PRIVILEGES on all databases: may do everything";
        }
        String told = privileges.size() <= MOST_TOLD
                ? String.join(", ", privileges)
                : String.join(", ", privileges.subList(0, MOST_TOLD)) + " and " + (privileges.size() - MOST_TOLD)
                        + " more";
        return told + " on " + place;
    }

    private static int place(String privilege) {
        int place = FIRST.indexOf(privilege);
        return place < 0 ? FIRST.size() : place;
    }

    private static String plain(String name) {
        return name.replace("``", "\0").replace("`", "").replace('\0', '`');
    }

    /**
     * With the statements that make an account for one database that may only read, and that may come from where this one may.
     *
     * @param connection of the account
     */
    AccountPrivileges privileges(Connection connection, String database) throws SQLException {
        return new AccountPrivileges(canWrite, findings, findings.isEmpty() ? List.of() : remedy(connection, database));
    }

    private static List<String> remedy(Connection connection, String database) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            String host = "%";
            try (ResultSet result = statement.executeQuery("SELECT SUBSTRING_INDEX(CURRENT_USER(), '@', -1)")) {
                if (result.next()) {
                    host = String.valueOf(result.getString(1));
                }
            }
            String account = text(freeName(statement)) + "@" + text(host);
            // In a grant, these two stand for any other characters.
            String name = database.replace("`", "``").replace("_", "\\_").replace("%", "\\%");
            return List.of(
                    "CREATE USER " + account + " IDENTIFIED BY '…';",
                    "GRANT SELECT, SHOW VIEW ON `" + name + "`.* TO " + account + ";");
        }
    }

    private static String freeName(Statement statement) {
        try (ResultSet result =
                statement.executeQuery("SELECT User FROM mysql.user WHERE User LIKE 'tabletalk\\_reader%'")) {
            List<String> taken = new ArrayList<>();
            while (result.next()) {
                taken.add(String.valueOf(result.getString(1)));
            }
            for (int i = 2; i < MOST_READERS && taken.contains(reader(i - 1)); i++) {
                if (!taken.contains(reader(i))) {
                    return reader(i);
                }
            }
        } catch (SQLException notAllowed) {
            log.debug("This account may not see which accounts there are", notAllowed);
        }
        return reader(1);
    }

    private static String reader(int i) {
        return "tabletalk_reader" + (i == 1 ? "" : "_" + i);
    }

    private static String text(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
    }

    /** MariaDB lets everybody write there until somebody takes it away; it says nothing about the account. */
    private static boolean isOfTheTestDatabase(String line) {
        return line.endsWith(" TO PUBLIC") && (line.contains(" ON `test`.* ") || line.contains(" ON `test\\_%`.* "));
    }
}
