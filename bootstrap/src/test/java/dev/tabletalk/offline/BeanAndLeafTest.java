package dev.tabletalk.offline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabletalk.adapter.jdbc.sample.SampleDatabase;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Questions about the sample database; the rows of each answer are compared with those of SQL written by hand. */
class BeanAndLeafTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 7, 15);

    private static final List<Asked> QUESTIONS = List.of(
            asked("How many customers do we have?", "SELECT 1200"),
            asked("How many products cost less than 10?", "SELECT COUNT(*) FROM products WHERE price < 10"),
            asked("Which products cost more than 50?", "SELECT * FROM products WHERE price > 50 ORDER BY id"),
            asked(
                    "How many orders per customer on average?",
                    "SELECT ROUND(1.0 * COUNT(*) / COUNT(DISTINCT customer_id), 2) FROM orders"),
            asked(
                    "Show me the youngest customer in each country",
                    "SELECT * FROM customers c WHERE birth_date = (SELECT MAX(birth_date) FROM customers d WHERE d.country = c.country)"),
            asked(
                    "What was our monthly revenue in 2025?",
                    "SELECT substr(ordered_at, 1, 7) AS m, ROUND(SUM(total), 2) FROM orders WHERE ordered_at LIKE '2025-%' AND status NOT IN ('cancelled', 'refunded') GROUP BY m ORDER BY m"),
            asked(
                    "Which month was best?",
                    "SELECT substr(ordered_at, 1, 7) AS m, ROUND(SUM(total), 2) AS r FROM orders WHERE status NOT IN ('cancelled', 'refunded') GROUP BY m ORDER BY r DESC LIMIT 1"),
            asked(
                    "Which supplier delivers the most products?",
                    "SELECT s.name, COUNT(*) AS n FROM products JOIN suppliers s ON s.id = supplier_id GROUP BY s.id ORDER BY n DESC LIMIT 1"),
            asked("How many employees earn more than 40000?", "SELECT COUNT(*) FROM employees WHERE salary > 40000"),
            asked(
                    "How many employees are paid more than 40000?",
                    "SELECT COUNT(*) FROM employees WHERE salary > 40000"),
            asked("Which employee earns the most?", "SELECT name, salary FROM employees ORDER BY salary DESC LIMIT 1"),
            asked(
                    "Show me the cheapest product in each category",
                    "SELECT p.*, c.name FROM products p JOIN categories c ON c.id = category_id WHERE price = (SELECT MIN(price) FROM products q WHERE q.category_id = p.category_id)"),
            asked(
                    "What is the average rating per product, worst first?",
                    "SELECT p.name, ROUND(AVG(rating), 2) AS r FROM products p JOIN reviews ON product_id = p.id GROUP BY p.id ORDER BY r, p.name"),
            asked("worst reviews", "SELECT * FROM reviews ORDER BY rating, id LIMIT 10"),
            asked(
                    "Which products have the lowest average rating?",
                    "SELECT p.name, ROUND(AVG(rating), 2) AS r FROM products p JOIN reviews ON product_id = p.id GROUP BY p.id ORDER BY r, p.name LIMIT 10"),
            asked(
                    "longest review",
                    "SELECT * FROM reviews WHERE comment IS NOT NULL ORDER BY LENGTH(comment) DESC, id LIMIT 1"),
            asked(
                    "Which supplier countries do we buy from, and how many products from each?",
                    "SELECT s.country, COUNT(*) AS n FROM products JOIN suppliers s ON s.id = supplier_id GROUP BY s.country ORDER BY n DESC, s.country"),
            asked("Which store opened first?", "SELECT name, opened_on FROM stores ORDER BY opened_on LIMIT 1"),
            asked("What is our oldest store?", "SELECT * FROM stores ORDER BY opened_on LIMIT 1"),
            asked(
                    "Which payment method is used most?",
                    "SELECT method, COUNT(*) AS n FROM payments GROUP BY method ORDER BY n DESC LIMIT 1"),
            asked(
                    "top 10 cities by customers",
                    "SELECT city, COUNT(*) AS n FROM customers GROUP BY city ORDER BY n DESC, city LIMIT 10"),
            asked("Which products are low on stock?", "SELECT * FROM products ORDER BY stock, id LIMIT 10"),
            asked(
                    "how many people work in Berlin?",
                    "SELECT COUNT(*) FROM employees JOIN stores s ON s.id = store_id WHERE city = 'Berlin'"),
            asked(
                    "How many Brazilian customers subscribe to the newsletter?",
                    "SELECT COUNT(*) FROM customers WHERE country = 'Brazil' AND newsletter = 1"),
            asked("How many orders were placed in 2025?", "SELECT COUNT(*) FROM orders WHERE ordered_at LIKE '2025-%'"),
            asked("How many orders were cancelled?", "SELECT COUNT(*) FROM orders WHERE status = 'cancelled'"),
            asked("How many orders are refunded?", "SELECT COUNT(*) FROM orders WHERE status = 'refunded'"),
            asked("Which orders were refunded?", "SELECT * FROM orders WHERE status = 'refunded' ORDER BY id"),
            asked(
                    "Which 5 products brought in the most revenue?",
                    "SELECT p.name, ROUND(SUM(quantity * unit_price), 2) AS r FROM order_items i JOIN orders o ON o.id = "
                            + "i.order_id JOIN products p ON p.id = i.product_id WHERE status NOT IN ('cancelled', 'refunded') "
                            + "GROUP BY p.id ORDER BY r DESC LIMIT 5"),
            asked(
                    "Which 3 countries have the most customers?",
                    "SELECT country, COUNT(*) AS n FROM customers GROUP BY country ORDER BY n DESC, country LIMIT 3"),
            asked(
                    "Which 2 months were best?",
                    "SELECT substr(ordered_at, 1, 7) AS m, ROUND(SUM(total), 2) AS r FROM orders WHERE status NOT IN "
                            + "('cancelled', 'refunded') GROUP BY m ORDER BY r DESC LIMIT 2"),
            asked(
                    "How many different countries do our customers live in?",
                    "SELECT COUNT(DISTINCT country) FROM customers"),
            asked("How many customers are there in 北京?", "SELECT COUNT(*) FROM customers WHERE city = '北京'"),
            asked(
                    "How many tea products do we have?",
                    "SELECT COUNT(*) FROM products WHERE category_id IN (SELECT id FROM categories WHERE name IN ('Black "
                            + "Tea', 'Green Tea', 'Herbal Tea'))"),
            asked(
                    "How many customers signed up last year?",
                    "SELECT COUNT(*) FROM customers WHERE signed_up_on LIKE '2025-%'"),
            asked("How many orders have no employee?", "SELECT COUNT(*) FROM orders WHERE employee_id IS NULL"),
            asked("How many reviews have no comment?", "SELECT COUNT(*) FROM reviews WHERE comment IS NULL"),
            asked("How many 5 star reviews are there?", "SELECT COUNT(*) FROM reviews WHERE rating = 5"),
            asked("How many discontinued products are there?", "SELECT COUNT(*) FROM products WHERE discontinued = 1"),
            asked(
                    "How many orders were placed on 2025-12-24?",
                    "SELECT COUNT(*) FROM orders WHERE date(ordered_at) = '2025-12-24'"),
            asked(
                    "between 2025-01-01 and 2025-03-31, how many orders?",
                    "SELECT COUNT(*) FROM orders WHERE date(ordered_at) BETWEEN '2025-01-01' AND '2025-03-31'"),
            asked(
                    "How many customers are not in Germany?",
                    "SELECT COUNT(*) FROM customers WHERE country <> 'Germany'"),
            asked(
                    "How many customers spent more than 1000?",
                    "SELECT COUNT(*) FROM (SELECT 1 FROM orders WHERE status NOT IN ('cancelled', 'refunded') GROUP BY "
                            + "customer_id HAVING SUM(total) > 1000)"),
            asked(
                    "How many customers bought coffee in 2025?",
                    "SELECT COUNT(DISTINCT o.customer_id) FROM order_items i JOIN orders o ON o.id = i.order_id JOIN "
                            + "products p ON p.id = i.product_id JOIN categories c ON c.id = p.category_id WHERE c.name LIKE "
                            + "'%Coffee%' AND ordered_at LIKE '2025-%'"),
            asked(
                    "How many units of tea were sold last year?",
                    "SELECT SUM(quantity) FROM order_items i JOIN orders o ON o.id = i.order_id JOIN products p ON p.id "
                            + "= i.product_id JOIN categories c ON c.id = p.category_id WHERE c.name IN ('Black Tea', 'Green Tea', "
                            + "'Herbal Tea') AND ordered_at LIKE '2025-%' AND status NOT IN ('cancelled', 'refunded')"),
            asked("How many custmers are in Berlin?", "SELECT COUNT(*) FROM customers WHERE city = 'Berlin'"),
            asked("Are there any customers in Brazil?", "SELECT COUNT(*) FROM customers WHERE country = 'Brazil'"),
            asked(
                    "How many customers have more than 20 orders in 2025?",
                    "SELECT COUNT(*) FROM (SELECT 1 FROM orders WHERE ordered_at LIKE '2025-%' GROUP BY customer_id "
                            + "HAVING COUNT(*) > 20)"),
            asked(
                    "How many customers never bought tea?",
                    "SELECT COUNT(*) FROM customers WHERE id NOT IN (SELECT customer_id FROM order_items i JOIN orders o "
                            + "ON o.id = i.order_id JOIN products p ON p.id = i.product_id JOIN categories c ON c.id = "
                            + "p.category_id WHERE c.name IN ('Black Tea', 'Green Tea', 'Herbal Tea'))"),
            asked(
                    "Which cities have more than 100 customers?",
                    "SELECT city, COUNT(*) AS n FROM customers GROUP BY city HAVING n > 100 ORDER BY n DESC"),
            asked(
                    "How many orders did each employee handle in 2025?",
                    "SELECT e.name, COUNT(*) FROM orders LEFT JOIN employees e ON e.id = employee_id WHERE ordered_at "
                            + "LIKE '2025-%' GROUP BY e.id"),
            asked(
                    "What is our total revenue?",
                    "SELECT ROUND(SUM(total), 2) FROM orders WHERE status NOT IN ('cancelled', 'refunded')"),
            asked(
                    "What is the average order value?",
                    "SELECT ROUND(AVG(total), 2) FROM orders WHERE status NOT IN ('cancelled', 'refunded')"),
            asked(
                    "Revenue since March 2026",
                    "SELECT ROUND(SUM(total), 2) FROM orders WHERE status NOT IN ('cancelled', 'refunded') AND "
                            + "ordered_at >= '2026-03-01'"),
            asked(
                    "How much did Olivia Ward spend?",
                    "SELECT ROUND(SUM(total), 2) FROM orders o JOIN customers c ON c.id = o.customer_id WHERE c.name = "
                            + "'Olivia Ward' AND status NOT IN ('cancelled', 'refunded')"),
            asked(
                    "Average review rating of Matcha Ceremonial",
                    "SELECT ROUND(AVG(rating), 2) FROM reviews WHERE product_id = (SELECT id FROM products WHERE name = "
                            + "'Matcha Ceremonial')"),
            asked("Minimum and maximum price of products", "SELECT MIN(price), MAX(price) FROM products"),
            asked(
                    "Average number of orders per customer",
                    "SELECT ROUND(1.0 * COUNT(*) / COUNT(DISTINCT customer_id), 2) FROM orders"),
            asked(
                    "Which products brought in the most revenue last year?",
                    "SELECT p.name, ROUND(SUM(quantity * unit_price), 2) AS r FROM order_items i JOIN orders o ON o.id = "
                            + "i.order_id JOIN products p ON p.id = i.product_id WHERE ordered_at LIKE '2025-%' AND status NOT IN "
                            + "('cancelled', 'refunded') GROUP BY p.id ORDER BY r DESC, p.name LIMIT 10"),
            asked(
                    "Top 5 customers by revenue",
                    "SELECT c.id, c.name, ROUND(SUM(total), 2) AS r FROM orders o JOIN customers c ON c.id = "
                            + "o.customer_id WHERE status NOT IN ('cancelled', 'refunded') GROUP BY c.id ORDER BY r DESC, c.id "
                            + "LIMIT 5"),
            asked(
                    "Which country has the most customers?",
                    "SELECT country, COUNT(*) AS n FROM customers GROUP BY country ORDER BY n DESC LIMIT 1"),
            asked("What are the 3 most expensive products?", "SELECT * FROM products ORDER BY price DESC LIMIT 3"),
            asked("What are the cheapest products?", "SELECT * FROM products ORDER BY price, id LIMIT 10"),
            asked("Show me the 10 most recent orders", "SELECT * FROM orders ORDER BY ordered_at DESC, id LIMIT 10"),
            asked(
                    "Best-selling products this year",
                    "SELECT p.name, SUM(quantity) AS n FROM order_items i JOIN orders o ON o.id = i.order_id JOIN "
                            + "products p ON p.id = i.product_id WHERE ordered_at LIKE '2026-%' AND status NOT IN ('cancelled', "
                            + "'refunded') GROUP BY p.id ORDER BY n DESC, p.name LIMIT 10"),
            asked(
                    "Which products sold the least?",
                    "SELECT p.name, COALESCE(SUM(CASE WHEN o.status NOT IN ('cancelled', 'refunded') THEN quantity END), "
                            + "0) AS n FROM products p LEFT JOIN order_items i ON i.product_id = p.id LEFT JOIN orders o ON o.id = "
                            + "i.order_id GROUP BY p.id ORDER BY n, p.name LIMIT 10"),
            asked(
                    "Which store had the most revenue last year?",
                    "SELECT s.name, ROUND(SUM(total), 2) AS r FROM orders JOIN stores s ON s.id = store_id WHERE "
                            + "ordered_at LIKE '2025-%' AND status NOT IN ('cancelled', 'refunded') GROUP BY s.id ORDER BY r DESC "
                            + "LIMIT 1"),
            asked(
                    "Which customers have more than 60 orders?",
                    "SELECT c.id, c.name, COUNT(*) AS n FROM customers c JOIN orders o ON o.customer_id = c.id GROUP BY "
                            + "c.id HAVING n > 60 ORDER BY n DESC, c.id"),
            asked(
                    "Which categories have fewer than 8 products?",
                    "SELECT c.name, COUNT(p.id) AS n FROM categories c LEFT JOIN products p ON p.category_id = c.id "
                            + "GROUP BY c.id HAVING n < 8 ORDER BY n, c.name"),
            asked(
                    "Which products have an average rating above 4?",
                    "SELECT p.name, ROUND(AVG(rating), 2) AS r FROM reviews v JOIN products p ON p.id = product_id GROUP "
                            + "BY p.id HAVING AVG(rating) > 4 ORDER BY r DESC, p.name"),
            asked(
                    "What are the most common return reasons?",
                    "SELECT reason, COUNT(*) AS n FROM returns GROUP BY reason ORDER BY n DESC, reason LIMIT 10"),
            asked(
                    "Most returned products",
                    "SELECT p.name, COUNT(*) AS n FROM returns r JOIN order_items i ON i.id = r.order_item_id JOIN "
                            + "products p ON p.id = i.product_id GROUP BY p.id ORDER BY n DESC, p.name LIMIT 10"),
            asked(
                    "What month had the highest revenue?",
                    "SELECT substr(ordered_at, 1, 7) AS m, ROUND(SUM(total), 2) AS r FROM orders WHERE status NOT IN "
                            + "('cancelled', 'refunded') GROUP BY m ORDER BY r DESC LIMIT 1"),
            asked("Who has the highest salary?", "SELECT * FROM employees ORDER BY salary DESC LIMIT 1"),
            asked(
                    "top 3 countries by number of customers",
                    "SELECT country, COUNT(*) AS n FROM customers GROUP BY country ORDER BY n DESC LIMIT 3"),
            asked(
                    "What is the average price of products per category?",
                    "SELECT c.name, ROUND(AVG(price), 2) AS a FROM products p JOIN categories c ON c.id = category_id "
                            + "GROUP BY c.id ORDER BY a DESC, c.name"),
            asked(
                    "Revenue by payment method",
                    "SELECT method, ROUND(SUM(amount), 2) FROM payments JOIN orders o ON o.id = order_id WHERE status "
                            + "NOT IN ('cancelled', 'refunded') GROUP BY method"),
            asked(
                    "Revenue by store",
                    "SELECT s.name, ROUND(SUM(total), 2) FROM orders LEFT JOIN stores s ON s.id = store_id WHERE status "
                            + "NOT IN ('cancelled', 'refunded') GROUP BY s.id"),
            asked(
                    "Profit by category",
                    "SELECT c.name, ROUND(SUM(quantity * unit_price) - SUM(quantity * cost), 2) FROM order_items i JOIN "
                            + "orders o ON o.id = i.order_id JOIN products p ON p.id = i.product_id JOIN categories c ON c.id = "
                            + "p.category_id WHERE status NOT IN ('cancelled', 'refunded') GROUP BY c.id"),
            asked(
                    "How many products does each supplier have?",
                    "SELECT s.name, COUNT(*) FROM products JOIN suppliers s ON s.id = supplier_id GROUP BY s.id"),
            asked(
                    "Number of orders by status and channel",
                    "SELECT status, channel, COUNT(*) FROM orders GROUP BY status, channel"),
            asked(
                    "Average salary by job title",
                    "SELECT job_title, ROUND(AVG(salary), 2) FROM employees GROUP BY job_title"),
            asked(
                    "Total stock by category",
                    "SELECT c.name, SUM(stock) FROM products JOIN categories c ON c.id = category_id GROUP BY c.id"),
            asked(
                    "Share of orders by channel",
                    "SELECT channel, COUNT(*), ROUND(100.0 * COUNT(*) / (SELECT COUNT(*) FROM orders), 2) FROM orders "
                            + "GROUP BY channel"),
            asked(
                    "What percentage of orders were cancelled?",
                    "SELECT (SELECT COUNT(*) FROM orders WHERE status = 'cancelled'), COUNT(*), ROUND(100.0 * SUM(status "
                            + "= 'cancelled') / COUNT(*), 2) FROM orders"),
            asked(
                    "What share of revenue comes from Germany?",
                    "SELECT ROUND(SUM(total) FILTER (WHERE country = 'Germany'), 2), ROUND(SUM(total), 2), ROUND(100.0 * "
                            + "SUM(total) FILTER (WHERE country = 'Germany') / SUM(total), 2) FROM orders o JOIN customers c ON "
                            + "c.id = o.customer_id WHERE status NOT IN ('cancelled', 'refunded')"),
            asked(
                    "Revenue by month in 2025",
                    "SELECT substr(ordered_at, 1, 7) AS m, ROUND(SUM(total), 2) FROM orders WHERE ordered_at LIKE "
                            + "'2025-%' AND status NOT IN ('cancelled', 'refunded') GROUP BY m ORDER BY m"),
            asked(
                    "Sales per quarter",
                    "SELECT substr(ordered_at, 1, 4) || '-Q' || CASE WHEN substr(ordered_at, 6, 2) < '04' THEN 1 WHEN "
                            + "substr(ordered_at, 6, 2) < '07' THEN 2 WHEN substr(ordered_at, 6, 2) < '10' THEN 3 ELSE 4 END AS q, "
                            + "ROUND(SUM(total), 2) FROM orders WHERE status NOT IN ('cancelled', 'refunded') GROUP BY q ORDER BY q"),
            asked(
                    "Orders in December 2025 by day",
                    "SELECT date(ordered_at) AS d, COUNT(*) FROM orders WHERE ordered_at LIKE '2025-12-%' GROUP BY d "
                            + "ORDER BY d"),
            asked(
                    "Which day of the week has the most orders?",
                    "SELECT 'Saturday', COUNT(*) FROM orders WHERE strftime('%w', ordered_at) = '6'"),
            asked(
                    "Compare revenue this year vs last year",
                    "SELECT substr(ordered_at, 1, 4) AS y, ROUND(SUM(total), 2) FROM orders WHERE status NOT IN "
                            + "('cancelled', 'refunded') AND y >= '2025' GROUP BY y ORDER BY y"),
            asked(
                    "Compare orders in 2025 and 2026 by country",
                    "SELECT country, SUM(ordered_at LIKE '2025-%'), SUM(ordered_at LIKE '2026-%') FROM orders o JOIN "
                            + "customers c ON c.id = o.customer_id WHERE ordered_at >= '2025' GROUP BY country"),
            asked(
                    "Germany vs France revenue",
                    "SELECT country, ROUND(SUM(total), 2) FROM orders o JOIN customers c ON c.id = o.customer_id WHERE "
                            + "country IN ('Germany', 'France') AND status NOT IN ('cancelled', 'refunded') GROUP BY country"),
            asked(
                    "orders in the last 7 days",
                    "SELECT * FROM orders WHERE date(ordered_at) BETWEEN '2026-07-09' AND '2026-07-15'"),
            asked("Customers in Berlin", "SELECT * FROM customers WHERE city = 'Berlin'"),
            asked("Customers in Berlin or Hamburg", "SELECT * FROM customers WHERE city IN ('Berlin', 'Hamburg')"),
            asked("List customers without a phone number", "SELECT * FROM customers WHERE phone IS NULL"),
            asked(
                    "Customers with a phone number in Paris",
                    "SELECT * FROM customers WHERE phone IS NOT NULL AND city = 'Paris'"),
            asked(
                    "Show names and emails of customers in Wien",
                    "SELECT name, email FROM customers WHERE city = 'Wien'"),
            asked("products under 5 euros", "SELECT * FROM products WHERE price < 5"),
            asked("Products that cost more than 50", "SELECT * FROM products WHERE price > 50"),
            asked(
                    "Orders between 100 and 120 euros this month",
                    "SELECT * FROM orders WHERE total BETWEEN 100 AND 120 AND ordered_at LIKE '2026-07-%'"),
            asked(
                    "Orders with channel phone in June 2026",
                    "SELECT * FROM orders WHERE channel = 'phone' AND ordered_at LIKE '2026-06-%'"),
            asked(
                    "Which products have never been ordered?",
                    "SELECT * FROM products p WHERE NOT EXISTS (SELECT 1 FROM order_items WHERE product_id = p.id)"),
            asked(
                    "Which customers have not ordered this year?",
                    "SELECT * FROM customers c WHERE NOT EXISTS (SELECT 1 FROM orders WHERE customer_id = c.id AND "
                            + "ordered_at LIKE '2026-%')"),
            asked(
                    "Customers who did not buy tea",
                    "SELECT * FROM customers WHERE id NOT IN (SELECT customer_id FROM order_items i JOIN orders o ON "
                            + "o.id = i.order_id JOIN products p ON p.id = i.product_id JOIN categories c ON c.id = p.category_id "
                            + "WHERE c.name IN ('Black Tea', 'Green Tea', 'Herbal Tea'))"),
            asked(
                    "Who bought Siphon Brewer last year?",
                    "SELECT * FROM customers WHERE id IN (SELECT customer_id FROM order_items i JOIN orders o ON o.id = "
                            + "i.order_id JOIN products p ON p.id = i.product_id WHERE p.name = 'Siphon Brewer' AND ordered_at "
                            + "LIKE '2025-%')"),
            asked(
                    "Products from Japanese suppliers",
                    "SELECT p.*, s.name FROM products p JOIN suppliers s ON s.id = supplier_id WHERE s.country = 'Japan'"),
            asked("What is the price of Matcha Ceremonial?", "SELECT 'Matcha Ceremonial', 24.9"),
            asked(
                    "When was Moka Pot 6 Cups launched?",
                    "SELECT name, launched_on FROM products WHERE name = 'Moka Pot 6 Cups'"),
            asked("Who is the manager of Aylin Yılmaz?", "SELECT 'Aylin Yılmaz', 'Zoë Krüger'"),
            asked("Which products are out of stock?", "SELECT * FROM products WHERE stock = 0"),
            asked("employees sorted by salary descending", "SELECT * FROM employees ORDER BY salary DESC, id"),
            asked("List all cities", "SELECT DISTINCT city FROM customers"),
            asked(
                    "Reviews of Matcha Ceremonial with rating below 3",
                    "SELECT v.* FROM reviews v JOIN products p ON p.id = product_id WHERE p.name = 'Matcha Ceremonial' "
                            + "AND rating < 3"),
            asked(
                    "SELECT name, price FROM products WHERE price > 100 ORDER BY price",
                    "SELECT name, price FROM products WHERE price > 100 ORDER BY price"));

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static SqliteTools tools;

    /** @param sql with ORDER BY where the order of the rows is part of the answer */
    private record Asked(String question, String sql) {}

    private static Asked asked(String question, String sql) {
        return new Asked(question, sql);
    }

    @BeforeAll
    static void open() throws Exception {
        Path file = folder.resolve("sample.db");
        SampleDatabase.create(file, TODAY);
        tools = new SqliteTools(file);
    }

    @AfterAll
    static void close() throws SQLException {
        tools.close();
    }

    @TestFactory
    Stream<DynamicTest> answersWithTheRightRows() {
        return QUESTIONS.stream()
                .map(asked -> DynamicTest.dynamicTest(asked.question(), () -> {
                    Chat.Reply reply = new Chat(tools, TODAY).ask(asked.question());
                    assertThat(reply.isUnderstood()).as(reply.text()).isTrue();
                    assertSameRows(reply, asked.sql());
                }));
    }

    @Test
    void asksAtLeastFortyDifferentQuestions() {
        assertThat(QUESTIONS.stream().map(Asked::question).distinct()).hasSizeGreaterThanOrEqualTo(40);
    }

    @TestFactory
    Stream<DynamicTest> admitsWhatItCannotDo() {
        return Stream.of(
                        "How many customers are in Atlantis?",
                        "Show me the blue products",
                        "How many loyal customers are there?",
                        "What is the weather in Paris?",
                        "Why did revenue drop in February?",
                        "Predict the revenue of next month",
                        "Should we open a new store?",
                        "Write a poem about coffee",
                        "How many unicorns did we sell?",
                        "revenue by moon phase",
                        "What is the meaning of life?",
                        "asdf qwertz",
                        "How many orders were placed on February 30, 2025?",
                        "average customer",
                        "Median order value?",
                        "late suppliers",
                        "Which categories have the best products?",
                        "Best customer in each country",
                        "top 5 products by category",
                        "What is the return rate?",
                        "Who manages the most employees?",
                        "Who earns the most?",
                        "How many employees named Anna are there?",
                        "Which customer ordered first?",
                        "best-selling product in each category",
                        "Wie viele Kunden haben wir?",
                        "???")
                .map(question -> DynamicTest.dynamicTest(question, () -> {
                    Chat.Reply reply = new Chat(tools, TODAY).ask(question);
                    assertThat(reply.text())
                            .matches("(?s)(I could not understand this\\.|I am the built-in offline model).*")
                            .contains("How many", "OPENAI_API_KEY", "OPENAI_BASE_URL");
                }));
    }

    @Test
    void namesTheWordsItCouldNotMatch() {
        assertThat(new Chat(tools, TODAY)
                        .ask("How many customers are in Atlantis?")
                        .text())
                .contains("\"Atlantis\"", "customers.city");
    }

    @TestFactory
    Stream<DynamicTest> refusesToWrite() {
        return Stream.of("Delete all cancelled orders", "please update the prices of all products", "add a customer")
                .map(question -> DynamicTest.dynamicTest(question, () -> {
                    Chat.Reply reply = new Chat(tools, TODAY).ask(question);
                    assertThat(reply.text()).startsWith("I only read");
                    assertThat(reply.queries()).isEmpty();
                }));
    }

    @Test
    void passesTypedSqlOnAsItIsAndSaysWhatTheDatabaseSaid() {
        Chat.Reply reply = new Chat(tools, TODAY).ask("DROP TABLE customers;");
        assertThat(reply.queries()).containsExactly("DROP TABLE customers;");
        assertThat(reply.text()).startsWith("The query failed: ");
    }

    @Test
    void understandsFollowUps() throws SQLException {
        Chat chat = new Chat(tools, TODAY);
        assertSameRows(chat.ask("Revenue by month in 2025"), """
                SELECT substr(ordered_at, 1, 7) AS m, ROUND(SUM(total), 2) FROM orders
                WHERE ordered_at LIKE '2025-%' AND status IN ('completed', 'pending') GROUP BY m ORDER BY m
                """);
        assertSameRows(chat.ask("and by country?"), """
                SELECT country, ROUND(SUM(total), 2) FROM orders o JOIN customers c ON c.id = customer_id
                WHERE ordered_at LIKE '2025-%' AND status IN ('completed', 'pending') GROUP BY country
                """);
        assertSameRows(chat.ask("only in Germany"), """
                SELECT 'Germany', ROUND(SUM(total), 2) FROM orders o JOIN customers c ON c.id = customer_id
                WHERE country = 'Germany' AND ordered_at LIKE '2025-%' AND status IN ('completed', 'pending')
                """);
        assertSameRows(chat.ask("and in France?"), """
                SELECT 'France', ROUND(SUM(total), 2) FROM orders o JOIN customers c ON c.id = customer_id
                WHERE country = 'France' AND ordered_at LIKE '2025-%' AND status IN ('completed', 'pending')
                """);
        assertSameRows(chat.ask("the same for this year"), """
                SELECT 'France', ROUND(SUM(total), 2) FROM orders o JOIN customers c ON c.id = customer_id
                WHERE country = 'France' AND ordered_at LIKE '2026-%' AND status IN ('completed', 'pending')
                """);
    }

    @Test
    void replacesKindsAndPeriodsInFollowUps() throws SQLException {
        Chat chat = new Chat(tools, TODAY);
        chat.ask("How many units of tea were sold last year?");
        assertSameRows(chat.ask("what about coffee?"), """
                SELECT SUM(quantity) FROM order_items i JOIN orders o ON o.id = order_id
                JOIN products p ON p.id = product_id JOIN categories c ON c.id = category_id
                WHERE c.name LIKE '%Coffee%' AND ordered_at LIKE '2025-%' AND status IN ('completed', 'pending')
                """);
        assertSameRows(chat.ask("by month"), """
                SELECT substr(ordered_at, 1, 7) AS m, SUM(quantity) FROM order_items i JOIN orders o ON o.id = order_id
                JOIN products p ON p.id = product_id JOIN categories c ON c.id = category_id
                WHERE c.name LIKE '%Coffee%' AND ordered_at LIKE '2025-%' AND status IN ('completed', 'pending')
                GROUP BY m ORDER BY m
                """);
        Chat counting = new Chat(tools, TODAY);
        counting.ask("How many orders were there last month?");
        assertSameRows(
                counting.ask("and the month before?"), "SELECT COUNT(*) FROM orders WHERE ordered_at LIKE '2026-05-%'");
        counting.ask("and in Atlantis?");
        assertSameRows(counting.ask("and in Berlin?"), """
                SELECT COUNT(*) FROM orders JOIN customers c ON c.id = customer_id
                WHERE ordered_at LIKE '2026-05-%' AND city = 'Berlin'
                """);
    }

    @Test
    void dropsTheLimitWhenGroupedAnew() throws SQLException {
        Chat chat = new Chat(tools, TODAY);
        chat.ask("Revenue by country in 2025");
        chat.ask("Only the top 3");
        assertSameRows(chat.ask("Show that by category"), """
                SELECT c.name, ROUND(SUM(quantity * unit_price), 2) FROM order_items i JOIN orders o ON o.id = order_id
                JOIN products p ON p.id = product_id JOIN categories c ON c.id = category_id
                WHERE ordered_at LIKE '2025-%' AND status IN ('completed', 'pending') GROUP BY c.id
                """);
    }

    @Test
    void saysWhenTheDataStartsWithinThePeriod() throws SQLException {
        String first = tools.rows("SELECT date(MIN(ordered_at)) FROM orders")
                .getFirst()
                .getFirst();
        String sentence = "The data starts on " + first;
        assertThat(new Chat(tools, TODAY)
                        .ask("Compare revenue in 2024 and 2025")
                        .text())
                .contains(sentence);
        assertThat(new Chat(tools, TODAY).ask("Revenue by month since 2020").text())
                .contains(sentence);
        assertThat(new Chat(tools, TODAY).ask("Revenue by month in 2025").text())
                .doesNotContain("The data starts");
    }

    @Test
    void saysWhatIsLeftOutAndWhichPeriodWasMeant() {
        assertThat(new Chat(tools, TODAY)
                        .ask("Which products brought in the most revenue last year?")
                        .text())
                .contains("2025", "Cancelled and refunded orders are left out.");
    }

    @Test
    void saysOfHowMuchEachIsAShare() {
        assertThat(new Chat(tools, TODAY).ask("share of customers by country").text())
                .contains("**Germany** (42.58%, 511)");
        assertThat(new Chat(tools, TODAY)
                        .ask("What percentage of orders are refunded?")
                        .text())
                .contains("**2.43%**", "479 of 19,675");
    }

    @Test
    void saysWhenThereIsMoreThanCanBeShown() {
        assertThat(new Chat(tools, TODAY).ask("Show all orders").text()).contains("first **1,000**", "more rows");
    }

    @Test
    void talksAboutTheTables() {
        Chat chat = new Chat(tools, TODAY);
        assertThat(chat.ask("What tables are there?").text()).contains("**13**", "**customers** (about 1,200 rows)");
        assertThat(chat.ask("Describe orders").text()).contains("9 columns", "refers to customers");
        assertThat(chat.ask("What columns does the products table have?").text())
                .contains("10 columns", "price");
        assertThat(chat.ask("How are orders and customers related?").text())
                .contains("orders.customer_id refers to customers");
        assertThat(chat.ask("Which tables have a column email?").text()).contains("customers.email", "suppliers.email");
        assertThat(chat.ask("hello").text()).contains("per month");
    }

    @Test
    void itsOwnExamplesAreUnderstood() {
        String help = new Chat(tools, TODAY).ask("help").text();
        List<String> examples = help.lines()
                .filter(line -> line.startsWith("- "))
                .map(line -> line.substring(2))
                .toList();
        assertThat(examples).hasSizeGreaterThanOrEqualTo(2);
        for (String example : examples) {
            Chat.Reply reply = new Chat(tools, TODAY).ask(example);
            assertThat(reply.isUnderstood()).as(example).isTrue();
        }
    }

    private static void assertSameRows(Chat.Reply reply, String sql) throws SQLException {
        assertThat(reply.queries()).as(reply.text()).isNotEmpty();
        List<List<String>> found = tools.rows(reply.queries().getLast());
        List<List<String>> expected = tools.rows(sql);
        assertThat(expected).as("the rows of the expected answer").isNotEmpty();
        if (sql.contains("ORDER BY")) {
            assertThat(found).as(reply.text()).isEqualTo(expected);
        } else {
            assertThat(found).as(reply.text()).containsExactlyInAnyOrderElementsOf(expected);
        }
    }
}
