package dev.tabletalk.offline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabletalk.adapter.jdbc.sample.SampleDatabase;
import dev.tabletalk.adapter.llm.offline.OfflineFollowUpGenerator;
import dev.tabletalk.domain.port.AnsweredQuestion;
import dev.tabletalk.domain.query.ResultColumn;
import dev.tabletalk.domain.query.ResultId;
import dev.tabletalk.domain.query.ResultPage;
import dev.tabletalk.domain.query.Row;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What is offered after an answer can be answered: every question is asked of the offline model on the sample database. */
class OfflineFollowUpsTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 7, 15);
    private static final List<String> QUESTIONS = List.of(
            "How many customers are there by country?",
            "Which products brought in the most revenue last year?",
            "What was our monthly revenue in 2025?",
            "How many orders by status?",
            "Which store had the most revenue last year?",
            "What are the 3 most expensive products?",
            "Which products have an average rating above 4?",
            "What are the most common return reasons?",
            "How many employees by job title?",
            "Which payment method is used most?");

    @TempDir
    static Path folder;

    private static SqliteTools tools;

    @BeforeAll
    static void create() throws SQLException, IOException {
        Path file = folder.resolve("sample.db");
        SampleDatabase.create(file, TODAY);
        tools = new SqliteTools(file);
    }

    @AfterAll
    static void close() throws SQLException {
        tools.close();
    }

    @TestFactory
    Stream<DynamicTest> everyOfferedQuestionIsAnswered() {
        return QUESTIONS.stream()
                .map(question -> DynamicTest.dynamicTest(question, () -> {
                    Chat.Reply reply = new Chat(tools, TODAY).ask(question);
                    List<String> next = offered(question, List.of(), reply);
                    assertThat(next).hasSizeBetween(2, 3).doesNotContain(question);
                    for (String offered : next) {
                        // in the conversation it was offered in, as a click would ask it
                        Chat chat = new Chat(tools, TODAY);
                        chat.ask(question);
                        Chat.Reply answer = chat.ask(offered);
                        assertThat(answer.isUnderstood())
                                .as("%s: %s", offered, answer.text())
                                .isTrue();
                        assertThat(answer.queries()).as(offered).isNotEmpty();
                        assertThat(tools.rows(answer.queries().getLast()))
                                .as(offered)
                                .isNotEmpty();
                    }
                }));
    }

    @Test
    void nothingIsOfferedThatWasAskedBefore() throws SQLException {
        String question = "Which products brought in the most revenue?";
        Chat.Reply reply = new Chat(tools, TODAY).ask(question);
        assertThat(offered(question, List.of(), reply)).contains("What was the revenue per month?");
        assertThat(offered(question, List.of("revenue by months"), reply))
                .hasSize(3)
                .doesNotContain("What was the revenue per month?");
    }

    @Test
    void columnsOfOthersAreOfferedWhenTheyNeedNoOwner() throws SQLException {
        String question = "How many orders by country?";
        assertThat(offered(question, List.of(), new Chat(tools, TODAY).ask(question)))
                .noneMatch(next -> next.contains("job title"));
    }

    private static List<String> offered(String question, List<String> earlier, Chat.Reply reply) throws SQLException {
        return new OfflineFollowUpGenerator()
                .after(new AnsweredQuestion(question, earlier, reply.text(), rows(reply), tools.schema()), piece -> {})
                .questions();
    }

    private static @Nullable ResultPage rows(Chat.Reply reply) throws SQLException {
        if (reply.queries().isEmpty()) {
            return null;
        }
        String sql = reply.queries().getLast();
        List<Row> rows = tools.rows(sql).stream()
                .limit(2)
                .map(row -> Row.of(row.toArray()))
                .toList();
        List<ResultColumn> columns = tools.columnsOf(sql).stream()
                .map(name -> new ResultColumn(name, "TEXT", ResultColumn.Kind.TEXT))
                .toList();
        return new ResultPage(
                ResultId.create(), sql, columns, 0, rows, rows.size(), false, Duration.ZERO, Instant.EPOCH);
    }
}
