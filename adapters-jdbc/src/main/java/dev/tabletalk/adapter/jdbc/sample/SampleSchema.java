package dev.tabletalk.adapter.jdbc.sample;

import java.util.List;
import java.util.regex.Pattern;

/** The tables of the shop. Money is in euros with two decimals, times are local, an order without a store came online. */
final class SampleSchema {
    private static final Pattern END = Pattern.compile(";\\s*\\n");

    private static final String TABLES = """
            CREATE TABLE categories (
              id INTEGER PRIMARY KEY,
              name VARCHAR(40) NOT NULL UNIQUE,
              description TEXT
            );
            CREATE TABLE suppliers (
              id INTEGER PRIMARY KEY,
              name VARCHAR(80) NOT NULL,
              country VARCHAR(40) NOT NULL,
              email VARCHAR(120) NOT NULL,
              phone VARCHAR(30)
            );
            CREATE TABLE products (
              id INTEGER PRIMARY KEY,
              name VARCHAR(80) NOT NULL UNIQUE,
              category_id INTEGER NOT NULL REFERENCES categories (id),
              supplier_id INTEGER NOT NULL REFERENCES suppliers (id),
              price NUMERIC(10,2) NOT NULL,
              cost NUMERIC(10,2) NOT NULL,
              weight_grams INTEGER,
              stock INTEGER NOT NULL,
              discontinued BOOLEAN NOT NULL,
              launched_on DATE NOT NULL
            );
            CREATE TABLE stores (
              id INTEGER PRIMARY KEY,
              name VARCHAR(60) NOT NULL,
              city VARCHAR(60) NOT NULL,
              country VARCHAR(40) NOT NULL,
              opened_on DATE NOT NULL
            );
            CREATE TABLE employees (
              id INTEGER PRIMARY KEY,
              name VARCHAR(80) NOT NULL,
              job_title VARCHAR(40) NOT NULL,
              email VARCHAR(120) NOT NULL UNIQUE,
              store_id INTEGER REFERENCES stores (id),
              manager_id INTEGER REFERENCES employees (id),
              salary NUMERIC(10,2) NOT NULL,
              hired_on DATE NOT NULL
            );
            CREATE TABLE customers (
              id INTEGER PRIMARY KEY,
              name VARCHAR(80) NOT NULL,
              email VARCHAR(120) NOT NULL UNIQUE,
              phone VARCHAR(30),
              city VARCHAR(60) NOT NULL,
              country VARCHAR(40) NOT NULL,
              birth_date DATE,
              newsletter BOOLEAN NOT NULL,
              signed_up_on DATE NOT NULL
            );
            CREATE TABLE orders (
              id INTEGER PRIMARY KEY,
              customer_id INTEGER NOT NULL REFERENCES customers (id),
              store_id INTEGER REFERENCES stores (id),
              employee_id INTEGER REFERENCES employees (id),
              ordered_at TIMESTAMP NOT NULL,
              status VARCHAR(12) NOT NULL CHECK (status IN ('completed', 'cancelled', 'refunded', 'pending')),
              channel VARCHAR(8) NOT NULL CHECK (channel IN ('online', 'store', 'phone')),
              total NUMERIC(10,2) NOT NULL,
              note TEXT
            );
            CREATE TABLE order_items (
              id INTEGER PRIMARY KEY,
              order_id INTEGER NOT NULL REFERENCES orders (id),
              product_id INTEGER NOT NULL REFERENCES products (id),
              quantity INTEGER NOT NULL CHECK (quantity > 0),
              unit_price NUMERIC(10,2) NOT NULL
            );
            CREATE TABLE payments (
              id INTEGER PRIMARY KEY,
              order_id INTEGER NOT NULL REFERENCES orders (id),
              method VARCHAR(20) NOT NULL,
              amount NUMERIC(10,2) NOT NULL,
              paid_at TIMESTAMP NOT NULL
            );
            CREATE TABLE returns (
              id INTEGER PRIMARY KEY,
              order_item_id INTEGER NOT NULL REFERENCES order_items (id),
              reason VARCHAR(40),
              refund NUMERIC(10,2) NOT NULL,
              returned_on DATE NOT NULL
            );
            CREATE TABLE reviews (
              id INTEGER PRIMARY KEY,
              product_id INTEGER NOT NULL REFERENCES products (id),
              customer_id INTEGER NOT NULL REFERENCES customers (id),
              rating INTEGER NOT NULL CHECK (rating BETWEEN 1 AND 5),
              comment TEXT,
              reviewed_on DATE NOT NULL
            );
            """;

    private static final String INDEXES_AND_VIEWS = """
            CREATE INDEX products_category ON products (category_id);
            CREATE INDEX products_supplier ON products (supplier_id);
            CREATE INDEX employees_store ON employees (store_id);
            CREATE INDEX customers_country ON customers (country, city);
            CREATE INDEX orders_customer ON orders (customer_id);
            CREATE INDEX orders_store ON orders (store_id);
            CREATE INDEX orders_employee ON orders (employee_id);
            CREATE INDEX orders_time ON orders (ordered_at);
            CREATE INDEX order_items_order ON order_items (order_id);
            CREATE INDEX order_items_product ON order_items (product_id);
            CREATE INDEX payments_order ON payments (order_id);
            CREATE INDEX returns_item ON returns (order_item_id);
            CREATE INDEX reviews_product ON reviews (product_id);
            CREATE INDEX reviews_customer ON reviews (customer_id);
            CREATE VIEW monthly_revenue AS
              SELECT strftime('%Y-%m', ordered_at) AS month, COUNT(*) AS orders, ROUND(SUM(total), 2) AS revenue
              FROM orders
              WHERE status NOT IN ('cancelled', 'refunded')
              GROUP BY month;
            CREATE VIEW product_sales AS
              SELECT p.id AS product_id, p.name AS product, c.name AS category, SUM(i.quantity) AS units,
                     ROUND(SUM(i.quantity * i.unit_price), 2) AS revenue
              FROM order_items i
              JOIN orders o ON o.id = i.order_id AND o.status NOT IN ('cancelled', 'refunded')
              JOIN products p ON p.id = i.product_id
              JOIN categories c ON c.id = p.category_id
              GROUP BY p.id;
            """;

    private SampleSchema() {}

    static List<String> tables() {
        return END.splitAsStream(TABLES).toList();
    }

    static List<String> indexesAndViews() {
        return END.splitAsStream(INDEXES_AND_VIEWS).toList();
    }
}
