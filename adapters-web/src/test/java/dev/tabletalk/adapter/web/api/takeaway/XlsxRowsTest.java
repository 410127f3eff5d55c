package dev.tabletalk.adapter.web.api.takeaway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabletalk.domain.query.ResultColumn;
import dev.tabletalk.domain.query.ResultColumn.Kind;
import dev.tabletalk.domain.query.Row;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import java.util.zip.ZipFile;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Sheet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class XlsxRowsTest {
    @TempDir
    Path folder;

    private static byte[] xlsx(int rowsOfSheet, List<Kind> kinds, Row... rows) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        XlsxRows xlsx = new XlsxRows(out, rowsOfSheet);
        List<ResultColumn> columns = new ArrayList<>();
        for (int i = 0; i < kinds.size(); i++) {
            columns.add(new ResultColumn("c" + i, "type", kinds.get(i)));
        }
        xlsx.columns(columns);
        xlsx.rows(Arrays.asList(rows));
        xlsx.finish();
        return out.toByteArray();
    }

    private static List<List<@Nullable Cell>> cells(byte[] file, int sheet) throws IOException {
        try (ReadableWorkbook workbook = new ReadableWorkbook(new ByteArrayInputStream(file))) {
            List<List<@Nullable Cell>> all = new ArrayList<>();
            for (org.dhatim.fastexcel.reader.Row row : sheet(workbook, sheet).read()) {
                List<@Nullable Cell> cells = new ArrayList<>();
                for (int i = 0; i < row.getCellCount(); i++) {
                    cells.add(row.getCell(i));
                }
                all.add(cells);
            }
            return all;
        }
    }

    private static Sheet sheet(ReadableWorkbook workbook, int index) {
        return workbook.getSheets().toList().get(index);
    }

    private static Cell only(Kind kind, Object value) throws IOException {
        Cell cell = cells(xlsx(XlsxRows.ROWS_OF_SHEET, List.of(kind), Row.of(value)), 0)
                .get(1)
                .getFirst();
        if (cell == null) {
            throw new AssertionError("No cell for " + value);
        }
        return cell;
    }

    @Test
    void writesNumbersAsNumbersAsLongAsExcelKeepsTheirDigits() throws Exception {
        for (Object number :
                List.of(42L, -7L, 999_999_999_999_999L, 0.1, new BigDecimal("1234567890.12345"), BigInteger.TEN)) {
            Cell cell = only(Kind.NUMBER, number);
            assertThat(cell.getType()).as("%s", number).isEqualTo(CellType.NUMBER);
            assertThat(cell.asNumber()).isEqualByComparingTo(new BigDecimal(number.toString()));
        }
        for (Object number : List.of(
                1_000_000_000_000_000L,
                new BigDecimal("12345678901234567.89"),
                new BigInteger("123456789012345678901"),
                Long.MIN_VALUE)) {
            Cell cell = only(Kind.NUMBER, number);
            assertThat(cell.getType()).as("%s", number).isEqualTo(CellType.STRING);
            assertThat(cell.getText()).isEqualTo(number.toString());
        }
    }

    @Test
    void writesDatesAsDates() throws Exception {
        assertThat(only(Kind.DATE, "2026-01-31").asDate()).isEqualTo(LocalDateTime.parse("2026-01-31T00:00"));
        assertThat(only(Kind.TIMESTAMP, "2026-01-31T10:20:30.5").asDate())
                .isEqualTo(LocalDateTime.parse("2026-01-31T10:20:30.5"));
        assertThat(only(Kind.TIMESTAMP, "2026-01-31 10:20:30").asDate())
                .isEqualTo(LocalDateTime.parse("2026-01-31T10:20:30"));
        assertThat(only(Kind.TIMESTAMP, "2026-01-31T10:20:30Z").asDate())
                .isEqualTo(LocalDateTime.parse("2026-01-31T10:20:30"));
        assertThat(only(Kind.TIME, "12:00:00").asNumber()).isEqualByComparingTo("0.5");
        for (String other :
                List.of("2026-01-31T10:20:30+02:00", "1899-12-31T00:00:00", "infinity", "12026-01-01T00:00:00")) {
            assertThat(only(Kind.TIMESTAMP, other).getText()).isEqualTo(other);
        }
        assertThat(only(Kind.DATE, "1850-01-01").getText()).isEqualTo("1850-01-01");
        assertThat(only(Kind.TEXT, "2026-01-31").getType()).isEqualTo(CellType.STRING);
    }

    @Test
    void neverWritesAFormula() throws Exception {
        for (String text : List.of("=1+1", "+1", "@x", "-2+3", "{=1}", "<f>1</f>")) {
            Cell cell = only(Kind.TEXT, text);
            assertThat(cell.getType()).isEqualTo(CellType.STRING);
            assertThat(cell.getText()).isEqualTo(text);
            assertThat(cell.getFormula()).isNull();
        }
    }

    @Test
    void keepsNullApartFromTheEmptyText() throws Exception {
        List<Kind> kinds = List.of(Kind.TEXT, Kind.TEXT, Kind.BOOLEAN);
        List<@Nullable Cell> row = cells(xlsx(XlsxRows.ROWS_OF_SHEET, kinds, Row.of(null, "", true)), 0)
                .get(1);
        assertThat(row.getFirst()).isNull();
        assertThat(row.get(1)).isNotNull();
        assertThat(row.get(2)).extracting(Cell::asBoolean).isEqualTo(true);
    }

    @Test
    void writesWhatXmlCannotSayAsAMark() throws Exception {
        assertThat(only(Kind.TEXT, "a\0b\u0001 half \uD83D é 👩 <&>\"").getText())
                .isEqualTo("a\uFFFDb\uFFFD half \uFFFD é 👩 <&>\"");
        assertThat(only(Kind.TEXT, "_x0041_").getText()).isEqualTo("_x005F_x0041_");
        assertThat(only(Kind.TEXT, "x".repeat(40_000)).getText())
                .hasSizeLessThan(32_768)
                .endsWith("… (cut: 40,000 characters in all)");
    }

    @Test
    void goesOnOnAnotherSheet() throws Exception {
        Row[] rows = LongStream.rangeClosed(1, 25).mapToObj(Row::of).toArray(Row[]::new);
        byte[] file = xlsx(11, List.of(Kind.NUMBER), rows);
        try (ReadableWorkbook workbook = new ReadableWorkbook(new ByteArrayInputStream(file))) {
            assertThat(workbook.getSheets().map(Sheet::getName)).containsExactly("Result", "Result 2", "Result 3");
        }
        assertThat(cells(file, 2)).hasSize(6);
        assertThat(cells(file, 2).getFirst().getFirst())
                .extracting(Cell::getText)
                .isEqualTo("c0");
        assertThat(cells(file, 2).getLast().getFirst())
                .extracting(Cell::asNumber)
                .isEqualTo(new BigDecimal(25));
    }

    @Test
    void freezesABoldHeader() throws Exception {
        byte[] file = xlsx(XlsxRows.ROWS_OF_SHEET, List.of(Kind.TEXT), Row.of("x"));
        assertThat(part(file, "xl/worksheets/sheet1.xml")).contains("state=\"frozen\"", "ySplit=\"1\"");
        assertThat(part(file, "xl/styles.xml")).contains("<b");
    }

    private String part(byte[] file, String name) throws IOException {
        Path path = Files.write(folder.resolve("file.xlsx"), file);
        try (ZipFile zip = new ZipFile(path.toFile())) {
            return new String(zip.getInputStream(zip.getEntry(name)).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
