package dev.tabletalk.adapter.llm.offline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabletalk.domain.conversation.ConversationTitle;
import dev.tabletalk.domain.conversation.TitleSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OfflineTitleGeneratorTest {
    private final OfflineTitleGenerator titles = new OfflineTitleGenerator();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Which products brought in the most revenue last year? | Products by revenue, last year",
                "How many customers do we have?                        | Number of customers",
                "Show me the top 5 customers by revenue in 2025, please | Top 5 customers by revenue, 2025",
                "What is the average order value?                      | Average order value",
                "Which countries have the fewest customers this month? | Countries by customers (fewest), this month",
                "SELECT * FROM orders WHERE id = 1                     | SQL on orders",
                "Compare revenue this year vs last year                | Compare revenue this year vs last year",
                "How much did Olivia Ward spend?                       | Spending of Olivia Ward",
                "Who manages the most people?                          | Who manages most people",
                "Compare revenue in 2023 and 2025                      | Compare revenue in 2023 and 2025",
                "# **What** is <b>the</b> `revenue` by [store](http://x)? | Revenue by store",
                "<script>alert(1)</script> orders with price < 10      | Alert(1) orders with price < 10",
                "最近一周有多少订单？                                      | 最近一周有多少订单？"
            })
    void keepsWhatIsAskedAbout(String question, String title) {
        assertThat(titles.titleFor(question, piece -> {}))
                .isEqualTo(new ConversationTitle(title, TitleSource.GENERATED));
    }

    @Test
    void givesALegalTitleForAnything() {
        assertThat(titles.titleFor("???", piece -> {}).text()).isEqualTo("???");
        assertThat(titles.titleFor("please", piece -> {}).text()).isEqualTo("Please");
        assertThat(titles.titleFor("word\n".repeat(6_000), piece -> {}).text().length())
                .isBetween(1, 200);
        assertThat(titles.titleFor("\u0007 \n ?", piece -> {}).text()).isNotBlank();
    }
}
