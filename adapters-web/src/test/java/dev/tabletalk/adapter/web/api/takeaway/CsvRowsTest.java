package dev.tabletalk.adapter.web.api.takeaway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tabletalk.domain.query.ResultColumn;
import dev.tabletalk.domain.query.ResultColumn.Kind;
import dev.tabletalk.domain.query.Row;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class CsvRowsTest {
    private static String csv(boolean keepFormulas, boolean mark, List<String> names, Row... rows) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CsvRows csv = new CsvRows(out, keepFormulas, mark);
        csv.columns(names.stream()
                .map(name -> new ResultColumn(name, "text", Kind.TEXT))
                .toList());
        csv.rows(List.of(rows));
        csv.finish();
        assertThat(csv.bytes()).isEqualTo(out.size());
        return out.toString(UTF_8);
    }

    private static String lines(String... lines) {
        return String.join("\r\n", lines) + "\r\n";
    }

    private static String csv(Row... rows) {
        return csv(false, false, List.of("a", "b"), rows);
    }

    @Test
    void quotesWhatNeedsItAndEndsLinesAsTheStandardSays() {
        assertThat(csv(
                        Row.of("plain", "with, comma"),
                        Row.of("with \"quotes\"", "two\r\nlines"),
                        Row.of(" kept ", "é 漢 👩‍👩‍👧")))
                .isEqualTo(
                        "a,b\r\nplain,\"with, comma\"\r\n\"with \"\"quotes\"\"\",\"two\r\nlines\"\r\n kept ,é 漢 👩‍👩‍👧\r\n");
    }

    @Test
    void keepsNullApartFromTheEmptyText() {
        assertThat(csv(Row.of(null, ""), Row.of("", null))).isEqualTo("a,b\r\n,\"\"\r\n\"\",\r\n");
    }

    @Test
    void writesAllDigits() {
        assertThat(csv(
                        Row.of(Long.MIN_VALUE, new BigInteger("123456789012345678901234567890")),
                        Row.of(new BigDecimal("12345678901234567890123456789012345.678"), new BigDecimal("1E+5")),
                        Row.of(0.1, true)))
                .isEqualTo(lines(
                        "a,b",
                        "-9223372036854775808,123456789012345678901234567890",
                        "12345678901234567890123456789012345.678,100000",
                        "0.1,true"));
    }

    @Test
    void makesTextsOfWhatASpreadsheetWouldRun() {
        for (String formula : List.of("=1+1", "+49 30 123", "@SUM(A1)", "-2+3", "--1", "-", "=cmd|' /C calc'!A0")) {
            assertThat(csv(false, false, List.of("a"), Row.of(formula)))
                    .isEqualTo("a\r\n" + quoted("'" + formula) + "\r\n");
        }
        assertThat(csv(false, false, List.of("a"), Row.of("\t=1"), Row.of("\r=1")))
                .isEqualTo("a\r\n'\t=1\r\n\"'\r=1\"\r\n");
        assertThat(csv(false, false, List.of("=evil()"), Row.of("x"))).startsWith("'=evil()\r\n");
    }

    private static String quoted(String text) {
        return text.contains(",") || text.contains("\"") ? "\"" + text.replace("\"", "\"\"") + "\"" : text;
    }

    @Test
    void leavesNegativeNumbersAlone() {
        assertThat(csv(
                        false,
                        false,
                        List.of("a"),
                        Row.of("-12.50"),
                        Row.of(-3L),
                        Row.of(new BigDecimal("-0.1")),
                        Row.of("-1e-9"),
                        Row.of("1=1")))
                .isEqualTo("a\r\n-12.50\r\n-3\r\n-0.1\r\n-1e-9\r\n1=1\r\n");
    }

    @Test
    void keepsFormulasForOtherPrograms() {
        assertThat(csv(true, false, List.of("a"), Row.of("=1+1"))).isEqualTo("a\r\n=1+1\r\n");
    }

    @Test
    void beginsWithAMarkForExcelWhenAsked() {
        assertThat(csv(false, true, List.of("a"), Row.of("é"))).isEqualTo("\uFEFFa\r\né\r\n");
    }

    @Test
    void holdsNothingBack() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CsvRows csv = new CsvRows(out, false, false);
        csv.columns(List.of(new ResultColumn("a", "text", Kind.TEXT)));
        List<Row> batch =
                Stream.generate(() -> Row.of("x".repeat(100))).limit(1_000).toList();
        for (int i = 0; i < 20; i++) {
            csv.rows(batch);
        }
        assertThat(out.size()).isGreaterThan(1_900_000);
    }
}
