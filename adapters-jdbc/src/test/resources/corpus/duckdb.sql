CREATE TABLE customers(id INTEGER PRIMARY KEY, name VARCHAR NOT NULL, email VARCHAR, country VARCHAR, notes VARCHAR, created_at TIMESTAMP NOT NULL)
CREATE TABLE products(id INTEGER PRIMARY KEY, name VARCHAR NOT NULL, category VARCHAR, price DECIMAL(10,2), attrs JSON, tags VARCHAR[])
CREATE TABLE orders(id INTEGER PRIMARY KEY, customer_id INTEGER REFERENCES customers(id), status VARCHAR, total DECIMAL(10,2), ordered_at TIMESTAMP)
CREATE TABLE order_items(order_id INTEGER, product_id INTEGER, qty INTEGER, price DECIMAL(10,2), PRIMARY KEY(order_id, product_id))
CREATE TABLE employees(id INTEGER PRIMARY KEY, manager_id INTEGER, name VARCHAR, dept VARCHAR, salary DECIMAL(10,2), hired DATE)
CREATE TABLE events(id INTEGER PRIMARY KEY, ts TIMESTAMP, kind VARCHAR, payload JSON)
CREATE SEQUENCE canary_id START 3
CREATE TABLE canary(id INTEGER PRIMARY KEY DEFAULT nextval('canary_id'), n INTEGER, secret VARCHAR)
CREATE TABLE "order"("select" INTEGER, "update" VARCHAR, "delete" BOOLEAN, "drop table" VARCHAR, "insert" DATE)
CREATE TABLE "Mixed Case"("Weird;Name" INTEGER, "quote""d" VARCHAR)
CREATE SEQUENCE invoice_seq
CREATE VIEW v_sales AS SELECT country, sum(total) AS revenue FROM orders JOIN customers ON customers.id = customer_id GROUP BY country
CREATE MACRO add_vat(x) AS x * 1.21
INSERT INTO customers SELECT i, 'Customer ' || i, 'c' || i || '@example.org', ['CZ', 'DE', 'FR', 'IT'][1 + i % 4], CASE WHEN i % 5 = 0 THEN 'delete the old address; drop in any time' END, TIMESTAMP '2025-01-01' + to_days(i::INTEGER) FROM range(1, 41) t(i)
INSERT INTO products SELECT i, 'Product ' || i, 'tools', 5 + i, json_object('color', 'red', 'size', i, 'dims', json_array(i, i + 1)), ['all', 't' || i] FROM range(1, 11) t(i)
INSERT INTO orders SELECT i, 1 + i % 40, ['new', 'paid', 'shipped', 'cancelled'][1 + i % 4], 10 + i * 3.5, TIMESTAMP '2025-01-01' + to_hours((i * 13)::INTEGER) FROM range(1, 301) t(i)
INSERT INTO order_items SELECT i, 1 + i % 10, 1 + i % 5, 9.99 FROM range(1, 301) t(i)
INSERT INTO employees VALUES (1, NULL, 'Ada', 'eng', 9000, '2019-01-01'), (2, 1, 'Bob', 'eng', 6000, '2020-02-01'), (5, 2, 'Eve', 'ops', 4700, '2023-05-01')
INSERT INTO events SELECT i, TIMESTAMP '2025-03-01' + to_minutes((i * 7)::INTEGER), 'view', json_object('user', i % 9) FROM range(1, 51) t(i)
INSERT INTO canary VALUES (1, 42, 'canary-secret-1'), (2, 43, 'canary-secret-2')
INSERT INTO "order" VALUES (1, 'set', true, 'x', '2025-01-01')
INSERT INTO "Mixed Case" VALUES (1, 'a')
CHECKPOINT
