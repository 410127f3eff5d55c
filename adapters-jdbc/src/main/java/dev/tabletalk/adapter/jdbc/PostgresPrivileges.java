package dev.tabletalk.adapter.jdbc;

import dev.tabletalk.domain.proof.AccountPrivileges;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * What an account may do in a PostgreSQL database beside reading, through its own rights, those of the roles it is a member of
 * and those of everybody; and how to make one that may not.
 */
final class PostgresPrivileges {
    /** Rights that every account has by default and that harm nobody, such as temporary tables, are not worth telling. */
    private static final String WRITES = """
            WITH me AS (SELECT * FROM pg_roles WHERE rolname = current_user),
            area AS (
                SELECT oid, nspname, nspowner FROM pg_namespace
                WHERE nspname !~ '^pg_' AND nspname <> 'information_schema' AND has_schema_privilege(oid, 'USAGE')),
            data AS (
                SELECT c.oid, c.relkind, c.relowner FROM pg_class c JOIN area ON area.oid = c.relnamespace
                WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')),
            tables AS (
                SELECT has_table_privilege(oid, 'INSERT') OR has_any_column_privilege(oid, 'INSERT') AS ins,
                    has_table_privilege(oid, 'UPDATE') OR has_any_column_privilege(oid, 'UPDATE') AS upd,
                    has_table_privilege(oid, 'DELETE') AS del, has_table_privilege(oid, 'TRUNCATE') AS tru
                FROM data WHERE relkind IN ('r', 'p', 'v', 'f')),
            found(rank, finding) AS (
                SELECT 1, 'Superuser: may do everything' FROM me WHERE rolsuper
                UNION ALL SELECT 2, 'Member of ' || rolname || ', a superuser' FROM pg_roles
                    WHERE rolsuper AND rolname <> current_user AND pg_has_role(oid, 'MEMBER') AND NOT (SELECT rolsuper FROM me)
                UNION ALL SELECT 3, a.finding FROM me, LATERAL (VALUES
                    (rolcreaterole, 'CREATEROLE: may make and change accounts'),
                    (rolcreatedb, 'CREATEDB: may make databases'),
                    (rolreplication, 'REPLICATION: may copy the whole server and make replication slots')) a(has, finding)
                    WHERE a.has AND NOT rolsuper
                UNION ALL SELECT 4, 'Member of ' || r.rolname || ': ' || r.means FROM (VALUES
                    ('pg_write_all_data', 'may write all tables'),
                    ('pg_write_server_files', 'may write files of the server'),
                    ('pg_execute_server_program', 'may run programs on the server'),
                    ('pg_create_subscription', 'may replicate into this database'),
                    ('pg_maintain', 'may rebuild and lock all tables')) r(rolname, means)
                    JOIN pg_roles USING (rolname) WHERE pg_has_role(oid, 'MEMBER') AND NOT (SELECT rolsuper FROM me)
                UNION ALL SELECT 5, 'Owner of the database ' || datname FROM pg_database
                    WHERE datname = current_database() AND pg_has_role(datdba, 'MEMBER') AND NOT (SELECT rolsuper FROM me)
                UNION ALL SELECT 6, 'CREATE on the database ' || current_database()
                    WHERE has_database_privilege(current_database(), 'CREATE') AND NOT (SELECT rolsuper FROM me)
                UNION ALL SELECT 7, 'CREATE in ' || CASE count(*) WHEN 1 THEN 'the schema ' || min(nspname)
                        ELSE count(*) || ' schemas' END
                    FROM area WHERE has_schema_privilege(oid, 'CREATE') AND NOT (SELECT rolsuper FROM me) HAVING count(*) > 0
                UNION ALL SELECT 8, 'Owner of ' || count(*) || CASE count(*) WHEN 1 THEN ' table' ELSE ' tables' END FROM data
                    WHERE pg_has_role(relowner, 'MEMBER') AND NOT (SELECT rolsuper FROM me) HAVING count(*) > 0
                UNION ALL SELECT 9, (SELECT string_agg(
                        p.what || ' on ' || p.n || CASE p.n WHEN 1 THEN ' table' ELSE ' tables' END, ', ' ORDER BY p.place)
                        FROM (VALUES (1, 'INSERT', sum(ins::int)), (2, 'UPDATE', sum(upd::int)), (3, 'DELETE', sum(del::int)),
                            (4, 'TRUNCATE', sum(tru::int))) p(place, what, n) WHERE p.n > 0)
                    FROM tables HAVING bool_or(ins OR upd OR del OR tru)
                UNION ALL SELECT 10, 'UPDATE on ' || count(*) || CASE count(*) WHEN 1 THEN ' sequence' ELSE ' sequences' END
                    FROM data WHERE CASE WHEN relkind = 'S' THEN has_sequence_privilege(oid, 'UPDATE')
                        OR has_sequence_privilege(oid, 'USAGE') END HAVING count(*) > 0)
            SELECT finding FROM found ORDER BY rank, finding
            """;

    /** What is more than reading tables, but is not writing by itself. */
    private static final String OTHERS = """
            WITH me AS (SELECT * FROM pg_roles WHERE rolname = current_user),
            found(rank, finding) AS (
                SELECT 1, 'BYPASSRLS: sees rows that row security hides' FROM me WHERE rolbypassrls AND NOT rolsuper
                UNION ALL SELECT 2, 'Member of ' || r.rolname || ': ' || r.means FROM (VALUES
                    ('pg_read_server_files', 'may read files of the server'),
                    ('pg_signal_backend', 'may end other sessions'),
                    ('pg_checkpoint', 'may start checkpoints')) r(rolname, means)
                    JOIN pg_roles USING (rolname) WHERE pg_has_role(oid, 'MEMBER') AND NOT (SELECT rolsuper FROM me)
                UNION ALL SELECT 3, 'May call ' || count(*)
                        || CASE count(*) WHEN 1 THEN ' function' ELSE ' functions' END || ' that run with the rights of their owners'
                    FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
                    WHERE p.prosecdef AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
                        AND has_schema_privilege(n.oid, 'USAGE') AND has_function_privilege(p.oid, 'EXECUTE')
                    HAVING count(*) > 0
                UNION ALL SELECT 4, 'May read ' || count(*) || CASE count(*) WHEN 1 THEN ' foreign table' ELSE ' foreign tables' END
                        || ': files, programs or other servers, as the server allows'
                    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                    WHERE c.relkind = 'f' AND has_schema_privilege(n.oid, 'USAGE') AND has_table_privilege(c.oid, 'SELECT')
                    HAVING count(*) > 0
                UNION ALL SELECT 5, 'May call dblink: reaches other servers'
                    FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
                    WHERE p.proname IN ('dblink', 'dblink_exec', 'dblink_connect') AND has_schema_privilege(n.oid, 'USAGE')
                        AND has_function_privilege(p.oid, 'EXECUTE') AND NOT (SELECT rolsuper FROM me)
                    HAVING count(*) > 0)
            SELECT finding FROM found ORDER BY rank, finding
            """;

    /** format('%I') quotes names as this server needs it. */
    private static final String REMEDY = """
            WITH reader AS (
                SELECT 'tabletalk_reader' || CASE n WHEN 1 THEN '' ELSE '_' || n END AS name FROM generate_series(1, 1000) n
                WHERE NOT EXISTS (
                    SELECT FROM pg_roles WHERE rolname = 'tabletalk_reader' || CASE n WHEN 1 THEN '' ELSE '_' || n END)
                ORDER BY n LIMIT 1),
            area AS (
                SELECT oid, nspname FROM pg_namespace n
                WHERE nspname !~ '^pg_' AND nspname <> 'information_schema' AND has_schema_privilege(oid, 'USAGE')
                    AND (nspname = 'public' OR EXISTS (
                        SELECT FROM pg_class c WHERE c.relnamespace = n.oid AND c.relkind IN ('r', 'p', 'v', 'm', 'f')))),
            lines(rank, place, line) AS (
                SELECT 1, '', format('CREATE ROLE %I LOGIN PASSWORD ''…'' NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION;', name)
                    FROM reader
                UNION ALL SELECT 2, '', format('ALTER ROLE %I SET default_transaction_read_only = on;', name) FROM reader
                UNION ALL SELECT 3, '', format('GRANT CONNECT ON DATABASE %I TO %I;', current_database(), name) FROM reader
                UNION ALL SELECT 4, nspname, format('GRANT USAGE ON SCHEMA %I TO %I;', nspname, name) FROM reader, area
                UNION ALL SELECT 5, nspname, format('GRANT SELECT ON ALL TABLES IN SCHEMA %I TO %I;', nspname, name)
                    FROM reader, area
                UNION ALL SELECT DISTINCT 6, nspname, format(
                        'ALTER DEFAULT PRIVILEGES FOR ROLE %I IN SCHEMA %I GRANT SELECT ON TABLES TO %I;',
                        pg_get_userbyid(c.relowner), nspname, name)
                    FROM reader, area JOIN pg_class c ON c.relnamespace = area.oid AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
                UNION ALL SELECT 7, nspname, format('REVOKE CREATE ON SCHEMA %I FROM PUBLIC;', nspname)
                    FROM area WHERE has_schema_privilege('public', oid, 'CREATE')
                UNION ALL SELECT 8, '', format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC;', p.oid::regprocedure)
                    FROM pg_proc p WHERE p.proname LIKE 'dblink%' AND has_function_privilege('public', p.oid, 'EXECUTE'))
            SELECT line FROM lines ORDER BY rank, place, line
            """;

    private final Connection connection;

    PostgresPrivileges(Connection connection) {
        this.connection = connection;
    }

    AccountPrivileges read() throws SQLException {
        List<String> writes = lines(WRITES);
        List<String> findings = new ArrayList<>(writes);
        findings.addAll(lines(OTHERS));
        return new AccountPrivileges(!writes.isEmpty(), findings, findings.isEmpty() ? List.of() : lines(REMEDY));
    }

    private List<String> lines(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<String> lines = new ArrayList<>();
            while (result.next()) {
                lines.add(result.getString(1));
            }
            return lines;
        }
    }
}
