package dev.tabletalk.adapter.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an account may do, as SHOW GRANTS tells it.
 *
 * @param canWrite whether it could change data; null when that is not known
 * @param mayReachFiles whether it may read or write files of the server; true also when that is not known
 */
record MySqlGrants(@Nullable Boolean canWrite, boolean mayReachFiles) {
    private static final Pattern PRIVILEGES = Pattern.compile("^GRANT (.+?) ON (\\S+|`(?:[^`]|``)*`\\.\\S+) TO .*");
    /** Column lists: SELECT (`a`, `b`). */
    private static final Pattern COLUMNS = Pattern.compile("\\s*\\((?:[^()`]|`(?:[^`]|``)*`)*\\)");

    private static final Set<String> READING = Set.of(
            "USAGE",
            "SELECT",
            "SHOW VIEW",
            "SHOW DATABASES",
            "PROCESS",
            "REFERENCES",
            "LOCK TABLES",
            "REPLICATION CLIENT",
            "BINLOG MONITOR",
            "SLAVE MONITOR",
            "REPLICA MONITOR",
            "SHOW CREATE ROUTINE",
            "SHOW_ROUTINE",
            "SYSTEM_USER",
            "FILE");

    static MySqlGrants of(Connection connection) throws SQLException {
        boolean writes = false;
        boolean files = false;
        boolean roles = false;
        boolean routines = false;
        boolean any = false;
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SHOW GRANTS")) {
            while (result.next()) {
                String line = String.valueOf(result.getString(1));
                Matcher grant = PRIVILEGES.matcher(line);
                if (isOfTheTestDatabase(line)) {
                    continue;
                }
                any = true;
                if (!grant.matches()) {
                    // A role, or a way of writing this that is not known.
                    roles = true;
                    continue;
                }
                for (String name :
                        COLUMNS.matcher(grant.group(1)).replaceAll("").split(",", -1)) {
                    String privilege = name.strip().toUpperCase(Locale.ROOT);
                    boolean all = privilege.equals("ALL PRIVILEGES") || privilege.equals("ALL");
                    files |= all || privilege.equals("FILE");
                    routines |= privilege.equals("EXECUTE");
                    writes |= !READING.contains(privilege) && !privilege.equals("EXECUTE");
                }
            }
        }
        boolean unclear = roles || !any;
        // A routine may do what its author may.
        boolean unknown = !writes && (unclear || routines);
        return new MySqlGrants(unknown ? null : (Boolean) writes, files || unclear);
    }

    /** MariaDB lets everybody write there until somebody takes it away; it says nothing about the account. */
    private static boolean isOfTheTestDatabase(String line) {
        return line.endsWith(" TO PUBLIC") && (line.contains(" ON `test`.* ") || line.contains(" ON `test\\_%`.* "));
    }
}
