package dev.tabletalk.domain.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class TableRankingTest {
    private static final DatabaseSchema SHOP = new DatabaseSchema(List.of(
            table("CustomerOrders", null, "id", "customer_id", "total"),
            table("customers", "People who bought something", "id", "name", "country"),
            table("product_category", null, "id", "name"),
            table("shipments", "Parcels on their way", "id", "order_id")));

    @Test
    void findsTheFormsOfAWordInSnakeAndCamelCase() {
        assertThat(names(SHOP, "orders")).containsExactly("CustomerOrders", "shipments");
        assertThat(names(SHOP, "Categories?")).containsExactly("product_category");
    }

    @Test
    void ranksNamesBeforeColumnsBeforeComments() {
        DatabaseSchema schema = new DatabaseSchema(
                List.of(table("a", "about parcels", "x"), table("b", null, "parcel_no"), table("parcels", null, "x")));
        assertThat(names(schema, "Where is my parcel")).containsExactly("parcels", "b", "a");
    }

    @Test
    void rareWordsCountMoreThanFrequentOnes() {
        List<Table> many = Stream.concat(
                        IntStream.range(0, 200)
                                .mapToObj(i -> table("customer_log_%03d".formatted(i), null, "id", "message")),
                        Stream.of(table("refunds", null, "id", "customer_id")))
                .toList();
        assertThat(names(new DatabaseSchema(many), "refunds of a customer")).startsWith("refunds", "customer_log_000");
    }

    @Test
    void leavesOutWhatMentionsNothing() {
        assertThat(names(SHOP, "weather")).isEmpty();
        assertThat(names(SHOP, "of a b")).isEmpty();
        assertThat(names(SHOP, "")).isEmpty();
    }

    private static List<String> names(DatabaseSchema schema, String text) {
        return TableRanking.mentioned(schema, text).stream()
                .map(table -> table.name().name())
                .toList();
    }

    private static Table table(String name, @Nullable String comment, String... columns) {
        return new Table(
                new TableName(null, name),
                Table.Kind.TABLE,
                comment,
                Arrays.stream(columns)
                        .map(column -> new Column(column, "text", true, null))
                        .toList(),
                List.of(),
                List.of(),
                null);
    }
}
