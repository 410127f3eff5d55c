package dev.tabletalk.adapter.web.api.takeaway;

import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.query.ResultColumn;
import java.util.List;
import java.util.Locale;
import org.dhatim.fastexcel.Worksheet;

/** The files that rows can be taken away as. */
enum RowFormat {
    CSV("text/csv; charset=utf-8; header=present"),
    XLSX(RowFormat.XLSX_TYPE),
    JSON("application/json");

    static final String XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private final String type;

    RowFormat(String type) {
        this.type = type;
    }

    /** @param address that ends with the extension of a format */
    static RowFormat of(String address) {
        return valueOf(address.substring(address.lastIndexOf('.') + 1).toUpperCase(Locale.ROOT));
    }

    String type() {
        return type;
    }

    String extension() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws FailureException INVALID when such columns do not fit */
    void require(List<ResultColumn> columns) {
        if (this == XLSX && columns.size() > Worksheet.MAX_COLS) {
            throw FailureException.invalid(
                    "format", "A sheet of Excel has 16,384 columns at most, this result has more. Take CSV.");
        }
    }
}
