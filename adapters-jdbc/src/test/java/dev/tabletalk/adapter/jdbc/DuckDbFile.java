package dev.tabletalk.adapter.jdbc;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Scanner;
import org.duckdb.DuckDBDriver;

/** Makes and reads DuckDB files without any protection, in a process of its own: DuckDB is not loaded where tests run. */
final class DuckDbFile {
    private DuckDbFile() {}

    static void write(Path file, String... statements) throws IOException, InterruptedException {
        run(file, List.of(statements));
    }

    /** Runs statements, and returns the rows of those that have some, a line each. */
    static String run(Path file, List<String> statements) throws IOException, InterruptedException {
        DuckDbProgram program = DuckDbProgram.get();
        List<String> command = new ArrayList<>(program.command(program.newFolder()));
        command.set(command.size() - 2, DuckDbFile.class.getName());
        int classPath = command.indexOf("-cp") + 1;
        Path tests = Path.of(DuckDbFile.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath());
        command.set(classPath, command.get(classPath) + java.io.File.pathSeparator + tests);
        command.set(command.size() - 1, file.toString());
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (PrintStream out = new PrintStream(process.getOutputStream(), false, StandardCharsets.UTF_8)) {
            statements.forEach(sql -> out.println(sql.replace('\n', ' ')));
        }
        String rows = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("The statements failed");
        }
        return rows;
    }

    /** @param args the file; statements come by standard input, one a line */
    public static void main(String[] args) throws SQLException {
        try (Connection connection = new DuckDBDriver().connect("jdbc:duckdb:" + args[0], new Properties());
                Statement statement = connection.createStatement();
                Scanner lines = new Scanner(System.in, StandardCharsets.UTF_8)) {
            while (lines.hasNextLine()) {
                if (statement.execute(lines.nextLine())) {
                    try (ResultSet result = statement.getResultSet()) {
                        int width = result.getMetaData().getColumnCount();
                        while (result.next()) {
                            StringBuilder row = new StringBuilder();
                            for (int i = 1; i <= width; i++) {
                                row.append(result.getString(i)).append('|');
                            }
                            System.out.println(row);
                        }
                    }
                }
            }
        }
    }
}
