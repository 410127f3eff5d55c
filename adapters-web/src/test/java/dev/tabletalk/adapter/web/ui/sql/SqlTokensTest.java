package dev.tabletalk.adapter.web.ui.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabletalk.adapter.web.ui.sql.SqlToken.Kind;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SqlTokensTest {
    /** All but white space, each with the first letter of its kind. */
    private static List<String> of(String sql) {
        return SqlTokens.of(sql).list().stream()
                .filter(token -> token.kind() != Kind.SPACE)
                .map(token -> token.kind().name().charAt(0) + ":" + token.text())
                .toList();
    }

    @Test
    void tellsKeywordsNamesStringsNumbersAndComments() {
        assertThat(of("SELECT total, 'it''s' FROM \"my table\" WHERE n >= 1.5e-3 -- why\n/* and\nso */ LIMIT 5;"))
                .containsExactly(
                        "K:SELECT",
                        "N:total",
                        "S:,",
                        "S:'it''s'",
                        "K:FROM",
                        "Q:\"my table\"",
                        "K:WHERE",
                        "N:n",
                        "S:>",
                        "S:=",
                        "N:1.5e-3",
                        "L:-- why",
                        "B:/* and\nso */",
                        "K:LIMIT",
                        "N:5",
                        "S:;");
    }

    @Test
    void aNameIsNoKeyword() {
        assertThat(of("t.from from.x @where :select a::date `order` [group by] straße"))
                .contains("N:from", "N:where", "N:select", "N:date", "Q:`order`", "Q:[group by]", "N:straße")
                .noneMatch(token -> token.startsWith("K:"));
    }

    @Test
    void readsTextsInDollars() {
        assertThat(of("$$a 'b'$$ $tag$ $$ $tag$ $1")).containsExactly("S:$$a 'b'$$", "S:$tag$ $$ $tag$", "N:$1");
    }

    @Test
    void isNotSureWhereDialectsDiffer() {
        assertThat(SqlTokens.of("SELECT 'a\\n' -- x").isSure()).isTrue();
        assertThat(SqlTokens.of("SELECT 'a\\' b").isSure()).isFalse();
        assertThat(SqlTokens.of("SELECT 'a\\'' b").isSure()).isFalse();
        assertThat(SqlTokens.of("SELECT 1--2").isSure()).isFalse();
        assertThat(SqlTokens.of("SELECT a #> b").isSure()).isFalse();
        assertThat(SqlTokens.of("SELECT 'a").isSure()).isFalse();
        assertThat(SqlTokens.of("SELECT /* /* */ */ 1").isSure()).isFalse();
    }

    @Test
    void losesNothingOfAnyText() {
        String[] pieces = {
            "'", "\"", "`", "[", "]", "(", ")", "--", "/*", "*/", "$", "$$", "$a$", "#", "\\", "\n", " ", "a", "1", "e",
            ".", ":", "@", "😀", "\uD83D", "select", "case", "end", ",", "-", "\u0000"
        };
        Random random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            StringBuilder sql = new StringBuilder();
            for (int j = 0; j < 30; j++) {
                sql.append(pieces[random.nextInt(pieces.length)]);
            }
            assertThat(SqlTokens.of(sql.toString()).list().stream()
                            .map(SqlToken::text)
                            .collect(Collectors.joining()))
                    .isEqualTo(sql.toString());
            assertThat(SqlLayout.format(sql.toString()).replaceAll("\\s+", ""))
                    .isEqualTo(sql.toString().replaceAll("\\s+", ""));
        }
    }

    @Test
    void readsLongTextsInOnePass() {
        String sql = "SELECT " + "a, 'b', 1, /* c */ \"d\", ".repeat(1_400) + "e";
        assertThat(sql.length()).isGreaterThan(32_000);
        assertThat(SqlTokens.of(sql).list()).hasSizeGreaterThan(14_000);
    }
}
