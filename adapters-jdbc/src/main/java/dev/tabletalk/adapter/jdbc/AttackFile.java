package dev.tabletalk.adapter.jdbc;

import dev.tabletalk.domain.connection.DatabaseKind;
import dev.tabletalk.domain.proof.Attack;
import dev.tabletalk.domain.proof.Attack.Expectation;
import dev.tabletalk.domain.proof.AttackKind;
import dev.tabletalk.domain.query.SqlText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The attacks that are shipped for a kind of database: {@code attacks-<kind>.tsv}, and {@code attacks-mysql-family.tsv} for
 * what MariaDB and MySQL have in common; three columns separated by tabs (kind,
 * expectation, SQL with the escapes of Java). In the SQL, {@code @NAME@} stands for a name that nothing has, and
 * {@code @TABLE@} for a table that exists, quoted: only for statements that would write no row of it.
 */
final class AttackFile {
    /** How all made-up names begin; traces are looked for by it. */
    static final String PREFIX = "tabletalk_check_";

    private static final String TABLE = "@TABLE@";

    private AttackFile() {}

    /** @param someTable asked for only when an attack needs a table; without one, those attacks are left out */
    static List<Attack> read(DatabaseKind kind, Supplier<Optional<String>> someTable) {
        String name =
                PREFIX + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
        List<String> lines = lines(kind);
        Optional<String> table =
                lines.stream().anyMatch(line -> line.contains(TABLE)) ? someTable.get() : Optional.empty();
        return lines.stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .filter(line -> table.isPresent() || !line.contains(TABLE))
                .map(line -> attack(line.replace("@NAME@", name).replace(TABLE, table.orElse(""))))
                .sorted(Comparator.comparing(Attack::kind))
                .toList();
    }

    private static Attack attack(String line) {
        String[] columns = line.split("\t", 3);
        return new Attack(
                AttackKind.valueOf(columns[0]),
                Expectation.valueOf(columns[1]),
                new SqlText(columns[2].translateEscapes()));
    }

    private static List<String> lines(DatabaseKind kind) {
        Stream<String> common = switch (kind) {
            case MARIADB, MYSQL -> lines("mysql-family").stream();
            case SQLITE, POSTGRESQL, DUCKDB, SQLSERVER, CLICKHOUSE, TRINO -> Stream.empty();
        };
        return Stream.concat(common, lines(kind.id()).stream()).toList();
    }

    private static List<String> lines(String name) {
        try (InputStream in = AttackFile.class.getResourceAsStream("attacks-" + name + ".tsv")) {
            return in == null
                    ? List.of()
                    : new String(in.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
