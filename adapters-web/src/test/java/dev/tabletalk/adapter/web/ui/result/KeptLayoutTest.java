package dev.tabletalk.adapter.web.ui.result;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabletalk.domain.query.Arrangement;
import dev.tabletalk.domain.query.Arrangement.SortKey;
import dev.tabletalk.domain.query.CellFilter;
import dev.tabletalk.domain.query.ResultColumn;
import dev.tabletalk.domain.query.ResultColumn.Kind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KeptLayoutTest {
    private static final List<ResultColumn> COLUMNS =
            List.of(new ResultColumn("name", "text", Kind.TEXT), new ResultColumn("total", "numeric", Kind.NUMBER));

    private static TableLayout arranged() {
        TableLayout layout = new TableLayout();
        CellFilter filter = CellFilter.parse(Kind.NUMBER, "> 5").orElseThrow();
        layout.search = "pear \"x\"";
        layout.filterTexts.put(1, "> 5");
        layout.filters.put(1, filter);
        layout.filtersShown = true;
        layout.columns.addAll(List.of(1, 0));
        layout.hidden.add(0);
        layout.widths.put(1, "210px");
        layout.arrangement = new Arrangement(List.of(new SortKey(1, true)), layout.search, Map.of(1, filter));
        return layout;
    }

    private static TableLayout read(String text) {
        return KeptLayout.read(text, COLUMNS);
    }

    @Test
    void isReadAsItWasWritten() {
        TableLayout layout = arranged();
        assertThat(read(KeptLayout.write(layout)))
                .usingRecursiveComparison()
                .ignoringFields("whenChanged")
                .isEqualTo(layout);
    }

    @Test
    void nothingIsKeptOfATableThatNobodyArranged() {
        assertThat(KeptLayout.write(new TableLayout())).isEmpty();
        assertThat(read("").isUntouched()).isTrue();
    }

    @Test
    void aFilterThatCannotBeReadIsNotKept() {
        TableLayout layout = arranged();
        layout.filterTexts.put(0, "half written");
        assertThat(KeptLayout.write(layout)).doesNotContain("half written");
    }

    @Test
    void whatIsBrokenOrOfSomethingElseIsLeftOut() {
        for (String text : List.of(
                "{",
                "null",
                "7",
                "[]",
                "\"x\"",
                "{\"sort\":5}",
                "{\"columns\":[0]}",
                "{\"columns\":[0,0]}",
                "{\"hidden\":[0,1]}")) {
            assertThat(read(text).isUntouched()).as(text).isTrue();
        }
        assertThat(read("{\"search\":\"" + "x".repeat(Arrangement.LONGEST_SEARCH + 1) + "\"}")
                        .isUntouched())
                .isTrue();
        assertThat(read("{\"filters\":{\"1\":\"cheap\",\"9\":\"5\"}}").isUntouched())
                .isTrue();
        assertThat(read("{\"sort\":[{\"column\":-1},{\"column\":2},{}]}").isUntouched())
                .isTrue();
        assertThat(read("{\"widths\":{\"0\":\"1px;color:red\",\"1\":\"99999px\"}}")
                        .isUntouched())
                .isTrue();
        assertThat(read(" ".repeat(KeptLayout.LONGEST) + KeptLayout.write(arranged()))
                        .isUntouched())
                .isTrue();
    }

    @Test
    void whatFitsIsTakenThoughOtherThingsDoNot() {
        TableLayout layout = read("{\"hidden\":[1],\"columns\":[5],\"sort\":[{\"column\":0}]}");
        assertThat(layout.hidden).containsExactly(1);
        assertThat(layout.columns).isEmpty();
        assertThat(layout.arrangement.sort()).containsExactly(new SortKey(0, false));
    }
}
