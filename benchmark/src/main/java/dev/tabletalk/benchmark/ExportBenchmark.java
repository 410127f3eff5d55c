package dev.tabletalk.benchmark;

import static dev.tabletalk.benchmark.report.Row.number;

import dev.tabletalk.benchmark.report.Row;
import dev.tabletalk.benchmark.report.Table;
import dev.tabletalk.benchmark.server.ServerProcess;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * All rows of a query as CSV to a client that counts them: how fast, beside plain JDBC that writes the same bytes in one
 * process (the floor), and how much more heap lives in the server meanwhile.
 */
record ExportBenchmark(int millions) {
    private static final int MILLION = 1_000_000;
    private static final double MIB = 1 << 20;
    private static final double MOST_HEAP_MIB = 200;
    private static final double NANOS = 1e9;
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(4);
    private static final int BUFFER = 1 << 16;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    boolean measure(Workbench bench, PrintStream report) throws IOException, InterruptedException {
        ServerProcess server = bench.startProduct();
        String base = "http://127.0.0.1:" + server.port() + "/api/v1";
        try (HttpClient client = HttpClient.newHttpClient()) {
            String result = result(client, base);
            // once through all of it, so that classes and code are there
            export(client, base + "/results/" + result(client, base, MILLION / 5) + ".csv?rows=all");
            double idle = server.liveHeap().bytes() / MIB;
            bench.say("Exporting " + millions + " million rows with nobody watching …");
            Export fast = export(client, base + "/results/" + result + ".csv?rows=all");
            bench.say("… and again, looking at the heap …");
            Peak peak = Peak.watch(server);
            Export watched = export(client, base + "/results/" + result + ".csv?rows=all");
            double highest = peak.end();
            bench.say("… and the floor …");
            Export floor = floor();
            print(report, fast, floor, highest - idle, idle);
            boolean whole = fast.lines() == rows() + 1
                    && watched.equals(fast.in(watched.seconds()))
                    && floor.bytes() == fast.bytes();
            if (!whole) {
                report.println("The rows were not whole: " + fast + ", " + watched + ", " + floor);
            }
            return whole;
        }
    }

    private long rows() {
        return (long) millions * MILLION;
    }

    /** @param lines with the header */
    private record Export(long bytes, long lines, double seconds) {
        Export in(double otherSeconds) {
            return new Export(bytes, lines, otherSeconds);
        }

        double rowsPerSecond() {
            return (lines - 1) / seconds;
        }
    }

    private static String sql(long rows) {
        return "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < " + rows + ")"
                + " SELECT n AS id, 'Customer ' || n AS customer, n % 1000 / 4.0 AS amount,"
                + " date('2024-01-01', '+' || (n % 700) || ' days') AS ordered FROM r";
    }

    private String result(HttpClient client, String base) throws IOException, InterruptedException {
        return result(client, base, rows());
    }

    private static String result(HttpClient client, String base, long rows) throws IOException, InterruptedException {
        String body = JSON.writeValueAsString(JSON.createObjectNode().put("sql", sql(rows)));
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(URI.create(base + "/dbs/sample/query"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        JsonNode json = JSON.readTree(answer.body());
        if (answer.statusCode() != 200) {
            throw new IOException("The query was not run: " + answer.body());
        }
        return json.get("resultId").stringValue();
    }

    private static Export export(HttpClient client, String address) throws IOException, InterruptedException {
        long start = System.nanoTime();
        HttpResponse<InputStream> answer = client.send(
                HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofInputStream());
        long bytes = 0;
        long lines = 0;
        byte[] buffer = new byte[BUFFER];
        try (InputStream body = answer.body()) {
            for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
                bytes += read;
                for (int i = 0; i < read; i++) {
                    lines += buffer[i] == '\n' ? 1 : 0;
                }
            }
        }
        return new Export(bytes, lines, (System.nanoTime() - start) / NANOS);
    }

    private Export floor() throws IOException {
        AtomicLong bytes = new AtomicLong();
        OutputStream counting = new OutputStream() {
            @Override
            public void write(int value) {
                bytes.incrementAndGet();
            }

            @Override
            public void write(byte[] from, int offset, int length) {
                bytes.addAndGet(length);
            }
        };
        long lines = 1;
        long start = System.nanoTime();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql(rows()));
                Writer csv = new BufferedWriter(new OutputStreamWriter(counting, StandardCharsets.UTF_8), BUFFER)) {
            csv.write("id,customer,amount,ordered\r\n");
            while (rows.next()) {
                csv.write(rows.getString(1) + "," + rows.getString(2) + "," + rows.getDouble(3) + ","
                        + rows.getString(4) + "\r\n");
                lines++;
            }
        } catch (SQLException impossible) {
            throw new IOException(impossible);
        }
        return new Export(bytes.get(), lines, (System.nanoTime() - start) / NANOS);
    }

    private void print(PrintStream out, Export fast, Export floor, double moreHeap, double idle) {
        List<Row> rows = new ArrayList<>();
        rows.add(Row.of(
                "live heap above idle, MiB",
                number(moreHeap),
                "–",
                moreHeap < MOST_HEAP_MIB ? "< 200: met" : "< 200: missed"));
        rows.add(Row.of("rows a second", number(fast.rowsPerSecond()), number(floor.rowsPerSecond()), "reported"));
        rows.add(Row.of("seconds", number(fast.seconds()), number(floor.seconds()), "reported"));
        out.println();
        out.print(new Table(Row.of("measure", "Tabletalk", "floor", "asked"), rows).text());
        out.println();
        out.printf(
                "%,d rows, %s MiB of CSV from SQLite; %s MiB of heap live when idle; the floor is plain JDBC writing the same"
                        + " bytes to nowhere.%n",
                rows(), number(fast.bytes() / MIB), number(idle));
    }

    /** The most heap that lives in a server while something goes on, found by collecting its garbage now and then. */
    private static final class Peak {
        private final AtomicBoolean over = new AtomicBoolean();
        private final AtomicLong highest = new AtomicLong();
        private final Thread watcher;

        private Peak(ServerProcess server) {
            watcher = Thread.ofPlatform().start(() -> {
                try {
                    while (!over.get()) {
                        highest.accumulateAndGet(server.liveHeap().bytes(), Math::max);
                        Thread.sleep(BETWEEN_LOOKS);
                    }
                } catch (InterruptedException ended) {
                    Thread.currentThread().interrupt();
                } catch (IOException blind) {
                    throw new java.io.UncheckedIOException(blind);
                }
            });
        }

        static Peak watch(ServerProcess server) {
            return new Peak(server);
        }

        double end() throws InterruptedException {
            over.set(true);
            watcher.join();
            return highest.get() / MIB;
        }
    }
}
