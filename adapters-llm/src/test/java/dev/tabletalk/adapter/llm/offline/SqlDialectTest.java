package dev.tabletalk.adapter.llm.offline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabletalk.domain.connection.DatabaseKind;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class SqlDialectTest {
    @ParameterizedTest
    @EnumSource
    void cutsTimeIntoAllItsParts(DatabaseKind kind) {
        SqlDialect dialect = new SqlDialect(kind);
        assertThat(Arrays.stream(TimeUnit.values()).map(unit -> dialect.part(unit, "t.at")))
                .doesNotHaveDuplicates()
                .allSatisfy(part -> assertThat(part).contains("t.at"));
        assertThat(dialect.partOrder(TimeUnit.WEEKDAY, "t.at")).contains("t.at");
    }

    @ParameterizedTest
    @EnumSource(names = {"MARIADB", "MYSQL"})
    void quotesAsMySqlDoes(DatabaseKind kind) {
        SqlDialect dialect = new SqlDialect(kind);
        assertThat(dialect.table("shop.order_items")).isEqualTo("shop.order_items");
        assertThat(dialect.name("rank")).isEqualTo("`rank`");
        assertThat(dialect.name("a`b")).isEqualTo("`a``b`");
        assertThat(dialect.text("it's\\")).isEqualTo("'it''s\\\\'");
        assertThat(dialect.joined("a", "b")).isEqualTo("CONCAT(a, ' ', b)");
    }

    @Test
    void quotesAsOthersDo() {
        SqlDialect dialect = new SqlDialect(DatabaseKind.POSTGRESQL);
        assertThat(dialect.name("order")).isEqualTo("\"order\"");
        assertThat(dialect.text("it's\\")).isEqualTo("'it''s\\'");
        assertThat(dialect.joined("a", "b")).isEqualTo("a || ' ' || b");
    }
}
