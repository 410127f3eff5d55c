package dev.tabletalk.adapter.jdbc.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleDatabaseTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 7, 15);
    private static final List<String> TABLES = List.of(
            "categories",
            "suppliers",
            "products",
            "stores",
            "employees",
            "customers",
            "orders",
            "order_items",
            "payments",
            "returns",
            "reviews");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static Path file;

    @BeforeAll
    static void create() throws IOException {
        file = folder.resolve("new/folder/sample.db");
        SampleDatabase.create(file, TODAY);
    }

    @Test
    void holdsTwoYearsOfAboutTwentyThousandOrders() throws SQLException {
        assertThat(number("SELECT COUNT(*) FROM orders")).isBetween(18_000L, 23_000L);
        assertThat(text("SELECT MIN(date(ordered_at)) || ' ' || MAX(date(ordered_at)) FROM orders"))
                .isEqualTo("2024-07-16 2026-07-15");
        assertThat(number("SELECT COUNT(DISTINCT date(ordered_at)) FROM orders"))
                .isEqualTo(730L);
    }

    @Test
    void fillsEveryTable() throws SQLException {
        for (String table : TABLES) {
            assertThat(number("SELECT COUNT(*) FROM " + table)).as(table).isPositive();
        }
    }

    @Test
    void isSound() throws SQLException {
        assertThat(rows("PRAGMA foreign_key_check")).isEmpty();
        assertThat(rows("PRAGMA integrity_check")).containsExactly("ok");
        assertThat(text("PRAGMA journal_mode")).isEqualTo("delete");
    }

    @Test
    void totalsAgreeWithItemsAndPayments() throws SQLException {
        assertThat(number("""
                SELECT COUNT(*) FROM orders o WHERE ABS(total -
                  (SELECT SUM(quantity * unit_price) FROM order_items i WHERE i.order_id = o.id)) > 0.001
                """)).isZero();
        assertThat(number("""
                SELECT COUNT(*) FROM orders o WHERE status IN ('completed', 'refunded') AND ABS(total -
                  (SELECT SUM(amount) FROM payments p WHERE p.order_id = o.id)) > 0.001
                """)).isZero();
        assertThat(number("""
                SELECT COUNT(*) FROM payments JOIN orders o ON o.id = order_id
                WHERE status IN ('cancelled', 'pending')
                """)).isZero();
    }

    @Test
    void nothingHappensBeforeItCanOrAfterToday() throws SQLException {
        assertThat(number("""
                SELECT COUNT(*) FROM orders o JOIN customers c ON c.id = o.customer_id
                WHERE date(ordered_at) < signed_up_on
                """)).isZero();
        assertThat(number("""
                SELECT COUNT(*) FROM orders o JOIN employees e ON e.id = o.employee_id WHERE date(ordered_at) < hired_on
                """)).isZero();
        for (String time : List.of(
                "orders.ordered_at",
                "payments.paid_at",
                "returns.returned_on",
                "reviews.reviewed_on",
                "customers.signed_up_on",
                "products.launched_on",
                "employees.hired_on")) {
            String table = time.substring(0, time.indexOf('.'));
            assertThat(text("SELECT date(MAX(" + time + ")) FROM " + table)).isLessThanOrEqualTo(TODAY.toString());
        }
    }

    @Test
    void hasNullsUnicodeAndThingsThatNeverHappened() throws SQLException {
        assertThat(number("SELECT COUNT(*) FROM customers WHERE phone IS NULL")).isPositive();
        assertThat(number("SELECT COUNT(*) FROM orders WHERE employee_id IS NULL"))
                .isPositive();
        assertThat(number("SELECT COUNT(*) FROM reviews WHERE comment IS NULL")).isPositive();
        assertThat(number("SELECT COUNT(*) FROM reviews WHERE comment LIKE '%☕%'"))
                .isPositive();
        assertThat(number("SELECT COUNT(*) FROM customers WHERE city = '北京'")).isPositive();
        assertThat(number("SELECT COUNT(*) FROM customers WHERE name LIKE 'Zoë%'"))
                .isPositive();
        assertThat(number("SELECT COUNT(*) FROM customers WHERE id NOT IN (SELECT customer_id FROM orders)"))
                .isPositive();
        assertThat(number("SELECT COUNT(*) FROM products WHERE id NOT IN (SELECT product_id FROM order_items)"))
                .isPositive();
        assertThat(rows("SELECT DISTINCT status FROM orders ORDER BY 1"))
                .containsExactly("cancelled", "completed", "pending", "refunded");
    }

    @Test
    void growsAndIsBusiestInDecember() throws SQLException {
        assertThat(number("SELECT COUNT(*) FROM orders WHERE ordered_at >= '2025-07-16'"))
                .isGreaterThan(number("SELECT COUNT(*) * 11 / 10 FROM orders WHERE ordered_at < '2025-07-16'"));
        assertThat(text("""
                SELECT month FROM monthly_revenue WHERE month LIKE '2025%' ORDER BY revenue DESC LIMIT 1
                """)).isEqualTo("2025-12");
    }

    @Test
    void sameDayGivesTheSameRowsInAnyLocaleAndTimeZone() throws Exception {
        List<String> first = dump(file);
        Path again = folder.resolve("again.db");
        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
            SampleDatabase.create(again, TODAY);
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
        assertThat(dump(again)).isEqualTo(first);
    }

    @Test
    void replacesAnOldFileAndLeavesNoDraft() throws IOException {
        Path target = folder.resolve("replace/sample.db");
        Files.createDirectories(folder.resolve("replace"));
        Files.writeString(target, "old");
        SampleDatabase.create(target, LocalDate.of(2024, 2, 29));
        assertThat(Files.size(target)).isGreaterThan(1_000_000);
        try (Stream<Path> files = Files.list(folder.resolve("replace"))) {
            assertThat(files).containsExactly(target);
        }
    }

    @Test
    void refusesAPlaceWhereItCannotWrite() throws IOException {
        Path blocked = folder.resolve("blocked");
        Files.writeString(blocked, "a file");
        assertThatThrownBy(() -> SampleDatabase.create(blocked.resolve("sample.db"), TODAY))
                .isInstanceOf(IOException.class);
    }

    private static List<String> dump(Path database) throws SQLException {
        List<String> all = new ArrayList<>();
        for (String table : TABLES) {
            all.addAll(rows(database, "SELECT * FROM " + table + " ORDER BY id"));
        }
        return all;
    }

    private static long number(String sql) throws SQLException {
        return Long.parseLong(text(sql));
    }

    private static String text(String sql) throws SQLException {
        return rows(sql).getFirst();
    }

    private static List<String> rows(String sql) throws SQLException {
        return rows(file, sql);
    }

    private static List<String> rows(Path database, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement();
                ResultSet cells = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            int width = cells.getMetaData().getColumnCount();
            while (cells.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= width; i++) {
                    row.add(String.valueOf(cells.getString(i)));
                }
                rows.add(String.join("|", row));
            }
            return rows;
        }
    }
}
