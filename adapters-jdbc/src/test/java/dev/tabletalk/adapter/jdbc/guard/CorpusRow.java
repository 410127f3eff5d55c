package dev.tabletalk.adapter.jdbc.guard;

import dev.tabletalk.domain.connection.DatabaseKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * A statement to try. Files have four columns separated by tabs (dialect, class, verdict, SQL), in which the SQL is escaped:
 * \n \t \r \\ \0 and {@code \}uXXXX.
 */
public record CorpusRow(DatabaseKind dialect, String kind, String verdict, String sql) {
    public static List<CorpusRow> read(Path file) {
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split("\t", 4))
                    .filter(columns -> !columns[3].startsWith("@@"))
                    .flatMap(columns -> kinds(columns[0]).stream()
                            .map(kind -> new CorpusRow(kind, columns[1], columns[2], unescape(columns[3]))))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What of a dialect's name is meant: {@code mysql} are MariaDB and MySQL, {@code mysql8} is MySQL alone. */
    private static List<DatabaseKind> kinds(String dialect) {
        return switch (dialect) {
            case "mysql" -> List.of(DatabaseKind.MARIADB, DatabaseKind.MYSQL);
            case "mysql8" -> List.of(DatabaseKind.MYSQL);
            default ->
                Arrays.stream(DatabaseKind.values())
                        .filter(kind -> kind.id().equals(dialect))
                        .toList();
        };
    }

    private static String unescape(String text) {
        StringBuilder sql = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\\' || i + 1 == text.length()) {
                sql.append(c);
                continue;
            }
            char escaped = text.charAt(++i);
            switch (escaped) {
                case 'n' -> sql.append('\n');
                case 't' -> sql.append('\t');
                case 'r' -> sql.append('\r');
                case '0' -> sql.append('\0');
                case 'u' -> {
                    sql.append((char) Integer.parseInt(text.substring(i + 1, i + 5), 16));
                    i += 4;
                }
                default -> sql.append(escaped);
            }
        }
        return sql.toString();
    }
}
