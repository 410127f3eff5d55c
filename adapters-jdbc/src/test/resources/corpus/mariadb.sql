CREATE TABLE customers(id int PRIMARY KEY, name varchar(80) NOT NULL, email varchar(80), country varchar(2), notes text, created_at datetime NOT NULL)
CREATE TABLE products(id int PRIMARY KEY, name varchar(80) NOT NULL, category varchar(20), price decimal(10,2), attrs json, tags varchar(80), FULLTEXT KEY words(name))
CREATE TABLE orders(id int PRIMARY KEY, customer_id int, status varchar(20), total decimal(10,2), ordered_at datetime, KEY k1(customer_id), FOREIGN KEY (customer_id) REFERENCES customers(id))
CREATE TABLE order_items(order_id int, product_id int, qty int, price decimal(10,2), PRIMARY KEY (order_id, product_id))
CREATE TABLE employees(id int PRIMARY KEY, manager_id int, name varchar(40), dept varchar(10), salary decimal(10,2), hired date)
CREATE TABLE events(id int PRIMARY KEY, ts datetime, kind varchar(10), payload json)
CREATE TABLE canary(id int PRIMARY KEY AUTO_INCREMENT, n int, secret varchar(80))
CREATE TABLE aviary(id int PRIMARY KEY, n int) ENGINE=MyISAM
CREATE TABLE places(id int PRIMARY KEY, spot point, area polygon)
CREATE TABLE `order`(`select` int, `update` varchar(20), `delete` boolean, `drop table` varchar(20), `insert` date)
CREATE TABLE `Mixed Case`(`Weird;Name` int, `quote``d` varchar(20))
CREATE TABLE words(`update` varchar(9), `set` varchar(9), `call` varchar(9), `lock` varchar(9), `procedure` varchar(9), last_update datetime, insert_date date, deleted boolean, comment varchar(9), execute varchar(9), `show` varchar(9), value int, `key` int, name varchar(9), type varchar(9), action varchar(9), role varchar(9), user varchar(9), `žluť` varchar(9), `名前` varchar(9), 2fa boolean, $cost int)
CREATE SEQUENCE invoice_seq
CREATE VIEW v_sales AS SELECT c.country, sum(o.total) AS revenue FROM orders o JOIN customers c ON c.id = o.customer_id GROUP BY c.country
CREATE FUNCTION bump() RETURNS int MODIFIES SQL DATA BEGIN INSERT INTO canary(n, secret) VALUES (1, 'bumped'); RETURN 1; END
CREATE FUNCTION peck() RETURNS int MODIFIES SQL DATA BEGIN UPDATE aviary SET n = n + 1; RETURN 1; END
CREATE FUNCTION order_total(i int) RETURNS decimal(10,2) READS SQL DATA RETURN (SELECT total FROM orders WHERE id = i)
CREATE PROCEDURE p_write() INSERT INTO canary(n) VALUES (2)
INSERT INTO customers SELECT seq, concat('Guest ', seq), concat('g', seq, '@example.net'), elt(1 + seq % 3, 'CZ', 'DE', 'IT'), if(seq % 5, NULL, 'insert coin; drop by'), '2026-01-01' + INTERVAL seq DAY FROM seq_1_to_40
INSERT INTO products SELECT seq, concat('Thing ', seq), elt(1 + seq % 2, 'food', 'toys'), seq, json_object('color', 'red', 'dims', json_array(seq, 5)), 'a,b' FROM seq_1_to_10
INSERT INTO orders SELECT seq, 1 + seq % 40, elt(1 + seq % 2, 'paid', 'new'), seq * 1.5, '2026-01-01' + INTERVAL seq * 5 HOUR FROM seq_1_to_200
INSERT INTO order_items SELECT seq, 1 + seq % 10, 2, 5 FROM seq_1_to_200
INSERT INTO employees VALUES (1, NULL, 'Ann', 'lab', 10, '2020-01-01'), (2, 1, 'Ben', 'lab', 9, '2021-01-01'), (3, 1, 'Cat', 'hall', 8, '2022-01-01')
INSERT INTO events SELECT seq, '2026-02-01' + INTERVAL seq MINUTE, 'view', json_object('path', '/') FROM seq_1_to_50
INSERT INTO canary(n, secret) VALUES (1, 'feather'), (2, 'cage')
INSERT INTO aviary VALUES (1, 1)
INSERT INTO places VALUES (1, ST_GeomFromText('POINT(1 2)'), ST_GeomFromText('POLYGON((0 0,0 9,9 9,9 0,0 0))'))
INSERT INTO `order` VALUES (1, 'x', true, 'y', '2026-01-01')
INSERT INTO `Mixed Case` VALUES (1, 'q')
INSERT INTO words(`update`, value, `key`, deleted) VALUES ('a', 1, 2, false)
