package dev.tabletalk.offline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** A database that has nothing in common with the sample: other names, names in two parts, years as numbers, no money. */
class LibraryTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 10);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static SqliteTools tools;

    @BeforeAll
    static void open() throws SQLException {
        Path file = folder.resolve("library.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            for (String sql : List.of("""
                    CREATE TABLE authors (author_id INTEGER PRIMARY KEY, first_name TEXT NOT NULL, last_name TEXT NOT NULL,
                      nationality TEXT)
                    """, """
                    CREATE TABLE books (book_id INTEGER PRIMARY KEY, title TEXT NOT NULL,
                      author_id INTEGER NOT NULL REFERENCES authors (author_id), genre TEXT NOT NULL, pages INTEGER,
                      published_year INTEGER)
                    """, """
                    CREATE TABLE members (member_id INTEGER PRIMARY KEY, full_name TEXT NOT NULL, town TEXT NOT NULL,
                      email TEXT, joined_on DATE NOT NULL, is_active BOOLEAN NOT NULL)
                    """, """
                    CREATE TABLE loans (loan_id INTEGER PRIMARY KEY, book_id INTEGER NOT NULL REFERENCES books (book_id),
                      member_id INTEGER NOT NULL REFERENCES members (member_id), borrowed_on DATE NOT NULL,
                      due_on DATE NOT NULL, returned_on DATE)
                    """, """
                    INSERT INTO authors VALUES (1, 'Ursula', 'Le Guin', 'American'), (2, 'Stanisław', 'Lem', 'Polish'),
                      (3, 'Jane', 'Austen', 'British'), (4, 'Haruki', 'Murakami', 'Japanese')
                    """, """
                    INSERT INTO books VALUES (1, 'The Dispossessed', 1, 'Science Fiction', 341, 1974),
                      (2, 'Solaris', 2, 'Science Fiction', 204, 1961), (3, 'Emma', 3, 'Classic', 474, 1815),
                      (4, 'Persuasion', 3, 'Classic', 249, 1817), (5, 'Kafka on the Shore', 4, 'Novel', 505, 2002),
                      (6, 'The Cyberiad', 2, 'Science Fiction', NULL, 1965)
                    """, """
                    INSERT INTO members VALUES (1, 'Ann Lee', 'Oakham', 'ann@x.example', '2025-01-10', 1),
                      (2, 'Bob Stone', 'Ryde', NULL, '2025-02-10', 1), (3, 'Cara Diaz', 'Oakham', 'c@x.example', '2025-06-01', 0),
                      (4, 'Dan Wu', 'Ely', NULL, '2026-01-05', 1)
                    """, """
                    INSERT INTO loans VALUES (1, 2, 1, '2025-02-01', '2025-02-22', '2025-02-20'),
                      (2, 2, 3, '2025-06-10', '2025-07-01', '2025-07-15'), (3, 3, 1, '2025-07-02', '2025-07-23', '2025-07-20'),
                      (4, 5, 1, '2025-12-20', '2026-01-10', NULL), (5, 1, 2, '2026-01-15', '2026-02-05', '2026-02-01'),
                      (6, 2, 2, '2026-02-20', '2026-03-13', NULL), (7, 4, 1, '2026-03-01', '2026-03-22', NULL)
                    """)) {
                statement.execute(sql);
            }
        }
        tools = new SqliteTools(file);
    }

    @AfterAll
    static void close() throws SQLException {
        tools.close();
    }

    @TestFactory
    Stream<DynamicTest> answersWithTheRightRows() {
        return Stream.of(
                answers("How many books are there per genre?", "Science Fiction|3", "Classic|2", "Novel|1"),
                answers("Which author has the most books?", "Jane Austen|2"),
                answers("Books by Jane Austen", "3|Emma|3|Classic|474|1815", "4|Persuasion|3|Classic|249|1817"),
                answers("How many loans were there in 2025?", "4"),
                answers("Loans per month this year", "2026-01|1", "2026-02|1", "2026-03|1"),
                answers("Top 2 members by number of loans", "Ann Lee|4", "Bob Stone|2"),
                answers("Which members never borrowed a book?", "4|Dan Wu|Ely|null|2026-01-05|1"),
                answers("Which books were never borrowed?", "6|The Cyberiad|2|Science Fiction|null|1965"),
                answers("Most borrowed book", "Solaris|3"),
                answers("Who borrowed the most books?", "Ann Lee|4"),
                answers(
                        "Who borrowed Solaris last year?",
                        "1|Ann Lee|Oakham|ann@x.example|2025-01-10|1",
                        "3|Cara Diaz|Oakham|c@x.example|2025-06-01|0"),
                answers("What is the longest book?", "5|Kafka on the Shore|4|Novel|505|2002"),
                answers("Average pages by genre", "Novel|505", "Classic|361.5", "Science Fiction|272.5"),
                answers("How many loans have not been returned?", "3"),
                answers("Books published in 1965", "6|The Cyberiad|2|Science Fiction|null|1965"),
                answers(
                        "books with more than 400 pages",
                        "3|Emma|3|Classic|474|1815",
                        "5|Kafka on the Shore|4|Novel|505|2002"),
                answers("How many members are active?", "3"),
                answers(
                        "Members without email",
                        "2|Bob Stone|Ryde|null|2025-02-10|1",
                        "4|Dan Wu|Ely|null|2026-01-05|1"),
                answers("Which town has the most members?", "Oakham|2"),
                answers("loans due this month", "6|2026-03-13", "7|2026-03-22"));
    }

    @TestFactory
    Stream<DynamicTest> admitsWhatThisDatabaseDoesNotHold() {
        return Stream.of(
                        "What is the revenue by genre?", "Which genre is the most popular?", "How many DVDs were lent?")
                .map(question -> DynamicTest.dynamicTest(question, () -> {
                    Chat.Reply reply = new Chat(tools, TODAY).ask(question);
                    assertThat(reply.isUnderstood()).as(reply.text()).isFalse();
                    assertThat(reply.text()).contains("loans");
                }));
    }

    @Test
    void makesItsExamplesFromThisSchema() {
        assertThat(new Chat(tools, TODAY).ask("help").text()).contains("How many loans are there per month?", "books");
    }

    private static DynamicTest answers(String question, String... rows) {
        return DynamicTest.dynamicTest(question, () -> {
            Chat.Reply reply = new Chat(tools, TODAY).ask(question);
            assertThat(reply.queries()).as(reply.text()).isNotEmpty();
            assertThat(tools.rows(reply.queries().getLast()).stream().map(row -> String.join("|", row)))
                    .as(reply.text())
                    .containsExactly(rows);
        });
    }
}
