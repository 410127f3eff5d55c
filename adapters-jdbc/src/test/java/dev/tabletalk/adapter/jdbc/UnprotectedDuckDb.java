package dev.tabletalk.adapter.jdbc;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.duckdb.DuckDBDriver;

/** A DuckDB file open for writing, in a process of its own, which runs whatever it is given. */
final class UnprotectedDuckDb implements AutoCloseable {
    private final Process process;
    private final DataOutputStream out;
    private final DataInputStream in;

    UnprotectedDuckDb(Path file) throws IOException {
        DuckDbProgram program = DuckDbProgram.get();
        List<String> command = new ArrayList<>(program.command(program.newFolder()));
        command.set(command.size() - 2, UnprotectedDuckDb.class.getName());
        int classPath = command.indexOf("-cp") + 1;
        Path tests = Path.of(UnprotectedDuckDb.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath());
        command.set(classPath, command.get(classPath) + File.pathSeparator + tests);
        command.set(command.size() - 1, file.toString());
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        out = new DataOutputStream(process.getOutputStream());
        in = new DataInputStream(process.getInputStream());
    }

    void run(String sql) throws SQLException {
        try {
            out.writeUTF(sql);
            out.flush();
            String error = in.readUTF();
            if (!error.isEmpty()) {
                throw new SQLException(error);
            }
        } catch (IOException gone) {
            throw new IllegalStateException(sql, gone);
        }
    }

    @Override
    public void close() throws IOException {
        try (out;
                in) {
            out.flush();
        }
        try {
            process.waitFor();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** @param args the file */
    public static void main(String[] args) throws Exception {
        Properties settings = new Properties();
        // A test does not go to the Internet, whatever a statement needs.
        settings.setProperty("autoinstall_known_extensions", "false");
        settings.setProperty("autoload_known_extensions", "false");
        DataInputStream in = new DataInputStream(System.in);
        DataOutputStream out = new DataOutputStream(System.out);
        try (Connection connection = new DuckDBDriver().connect("jdbc:duckdb:" + args[0], settings)) {
            while (true) {
                String sql = in.readUTF();
                String error = "";
                try (Statement statement = connection.createStatement()) {
                    statement.execute(sql);
                } catch (SQLException failed) {
                    error = String.valueOf(failed.getMessage());
                }
                out.writeUTF(error);
                out.flush();
            }
        } catch (EOFException end) {
            System.err.flush();
        }
    }
}
