package dev.tabletalk.adapter.jdbc.guard;

import dev.tabletalk.domain.connection.DatabaseKind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A statement to try. Files have four columns separated by tabs (dialect, class, verdict, SQL), in which the SQL is escaped:
 * \n \t \r \\ \0 and {@code \}uXXXX; or it is "@@kind n", see {@link GeneratedSql}.
 */
public record CorpusRow(DatabaseKind dialect, String kind, String verdict, String sql) {
    private static final int SHOWN = 300;

    /** The rows of our own corpus, and of the files like it that lie in the folder named by -Dtabletalk.corpus. */
    public static List<CorpusRow> all(DatabaseKind dialect) {
        List<Path> folders = new ArrayList<>(List.of(folder()));
        String more = System.getProperty("tabletalk.corpus");
        if (more != null) {
            folders.add(Path.of(more));
        }
        return folders.stream()
                .flatMap(CorpusRow::files)
                .flatMap(file -> read(file).stream())
                .filter(row -> row.dialect() == dialect)
                .toList();
    }

    /** The statements of our own corpus that are there to use up what they can get; also where it lies in a jar. */
    public static List<CorpusRow> bombs() {
        try (InputStream in = CorpusRow.class.getResourceAsStream("/corpus/bombs.tsv")) {
            if (in == null) {
                throw new IllegalStateException("bombs.tsv is missing");
            }
            return rows(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).lines());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where our own corpus lies, and what makes the objects it names. */
    public static Path folder() {
        try {
            return Path.of(CorpusRow.class.getResource("/corpus").toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    public static List<CorpusRow> read(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return rows(lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".tsv")).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<CorpusRow> rows(Stream<String> lines) {
        return lines.filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.split("\t", 4))
                .flatMap(columns -> kinds(columns[0]).stream()
                        .map(kind -> new CorpusRow(
                                kind,
                                columns[1],
                                columns[2],
                                columns[3].startsWith("@@") ? GeneratedSql.of(columns[3]) : unescape(columns[3]))))
                .toList();
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

    /** The SQL as a message of a test may show it. */
    public String shown() {
        return sql.length() <= SHOWN ? sql : sql.substring(0, SHOWN) + "… (" + sql.length() + " characters)";
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
