package dev.tabletalk.adapter.web.api.takeaway;

import dev.tabletalk.adapter.web.api.ApiConfiguration;
import dev.tabletalk.adapter.web.api.BrokenAnswers;
import dev.tabletalk.application.query.ReadResultsUseCase;
import dev.tabletalk.application.takeaway.DownloadId;
import dev.tabletalk.application.takeaway.DownloadProgress;
import dev.tabletalk.application.takeaway.DownloadRowsUseCase;
import dev.tabletalk.application.takeaway.RowTarget;
import dev.tabletalk.application.takeaway.TargetGoneException;
import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.query.ResultColumn;
import dev.tabletalk.domain.query.ResultId;
import dev.tabletalk.domain.query.ResultPage;
import dev.tabletalk.domain.query.Row;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(ApiConfiguration.BASE)
@Tag(name = "Results")
final class RowFilesController {
    private static final Logger LOG = LoggerFactory.getLogger(RowFilesController.class);
    private static final int SHORT_ID = 8;

    private final ReadResultsUseCase results;
    private final DownloadRowsUseCase downloads;

    RowFilesController(ReadResultsUseCase results, DownloadRowsUseCase downloads) {
        this.results = results;
        this.downloads = downloads;
    }

    @GetMapping({"/results/{resultId}.csv", "/results/{resultId}.xlsx", "/results/{resultId}.json"})
    @Operation(summary = "The rows of a result as a file: CSV, XLSX or JSON", description = """
                    The rows that are stored, or with rows=all every row: the SQL runs again, guarded and read-only, without a
                    row limit, for up to an hour, and is streamed. Two such downloads run at a time on a connection (else 409).
                    What fails before the first byte is a problem; what fails later breaks the connection off without an end.

                    CSV is RFC 4180 in UTF-8 with a header; NULL is an empty field without quotes, the empty text is "". Texts
                    that begin with = + - @ tab or carriage return get an apostrophe in front (negative numbers do not);
                    formulas=keep leaves them. bom=true begins with a byte order mark, for Excel. XLSX has numbers of up to 15
                    digits and dates as such, all else as text. JSON has the shape of GET /results/{resultId}: columns, and
                    rows as arrays by position.""")
    @ApiResponse(
            responseCode = "200",
            description = "The file",
            content = {
                @Content(mediaType = "text/csv"),
                @Content(mediaType = RowFormat.XLSX_TYPE),
                @Content(mediaType = "application/json")
            })
    void rows(
            @PathVariable String resultId,
            @RequestParam(defaultValue = "stored") @Parameter(description = "stored or all") String rows,
            @RequestParam(defaultValue = "neutralise") @Parameter(description = "neutralise or keep") String formulas,
            @RequestParam(defaultValue = "false") boolean bom,
            @RequestParam(required = false)
                    @Nullable
                    @Parameter(
                            description =
                                    "A new UUID, by which GET and DELETE /exports/{exportId} find a download of all rows")
                    String export,
            @RequestParam(required = false)
                    @Nullable
                    @Parameter(
                            description = "What the file is called, without its ending; the day of the rows is added")
                    String name,
            HttpServletRequest request,
            HttpServletResponse response) {
        ResultId id = ResultId.parse(resultId);
        boolean all = oneOf("rows", rows, "stored", "all").equals("all");
        boolean keep = oneOf("formulas", formulas, "neutralise", "keep").equals("keep");
        ResultPage about = results.page(id, 0, 0);
        RowFormat kind = RowFormat.of(request.getRequestURI());
        AttachedRows file = new AttachedRows(response, kind, title(about, name), out -> switch (kind) {
            case CSV -> new CsvRows(out, keep, bom);
            case XLSX -> new XlsxRows(out);
            case JSON -> new JsonRows(out, about, all);
        });
        try {
            if (all) {
                downloads.all(id, export == null ? DownloadId.create() : DownloadId.parse(export), file);
            } else {
                downloads.stored(id, file);
            }
        } catch (TargetGoneException gone) {
            LOG.info("The download of the result {} was left before its end", id);
        } catch (RuntimeException failed) {
            if (response.isCommitted()) {
                tell(id, failed);
                BrokenAnswers.breakOff(request);
                return;
            }
            throw failed;
        }
    }

    /** In the log; to who takes the file nothing can be said any more. */
    private static void tell(ResultId id, RuntimeException why) {
        if (why instanceof FailureException known) {
            LOG.info(
                    "The download of the result {} was broken off: {}",
                    id,
                    known.failure().message());
        } else {
            LOG.error("The download of the result {} was broken off", id, why);
        }
    }

    private static String title(ResultPage about, @Nullable String name) {
        String day = LocalDate.ofInstant(about.executedAt(), ZoneOffset.UTC).toString();
        return name == null || name.isBlank()
                ? "Result " + about.id().toString().substring(0, SHORT_ID)
                : FileName.of(name, day);
    }

    private static String oneOf(String parameter, String value, String first, String second) {
        if (!value.equals(first) && !value.equals(second)) {
            throw FailureException.invalid(
                    parameter, "The value of " + parameter + " must be " + first + " or " + second + ".");
        }
        return value;
    }

    /**
     * How far a download of all rows is.
     *
     * @param state running, done, failed or cancelled
     * @param error why it is not whole; else null
     */
    record ExportJson(
            String exportId,
            String state,
            long rows,
            long bytes,
            long elapsedMs,
            @Nullable String error) {
        static ExportJson of(DownloadId id, DownloadProgress progress) {
            return new ExportJson(
                    id.toString(),
                    progress.state().name().toLowerCase(Locale.ROOT),
                    progress.rows(),
                    progress.bytes(),
                    progress.elapsed().toMillis(),
                    progress.failure() == null ? null : progress.failure().message());
        }
    }

    @GetMapping("/exports/{exportId}")
    @Operation(
            summary = "How far a download of all rows is",
            description = "Known from its start until some time after its end; 404 else.")
    ExportJson progress(@PathVariable String exportId) {
        DownloadId id = DownloadId.parse(exportId);
        return ExportJson.of(
                id, downloads.progress(id).orElseThrow(() -> FailureException.notFound("export", exportId)));
    }

    @DeleteMapping("/exports/{exportId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Cancels a download of all rows and its statement",
            description = "Does nothing when it is over; one that has not begun will not.")
    void cancel(@PathVariable String exportId) {
        downloads.cancel(DownloadId.parse(exportId));
    }

    private interface Opening {
        RowTarget on(OutputStream out);
    }

    /** Says what the file is when its first rows are there: until then the answer may still become a problem. */
    private static final class AttachedRows implements RowTarget {
        private final HttpServletResponse response;
        private final RowFormat format;
        private final String title;
        private final Opening opening;
        private volatile @Nullable RowTarget file;

        AttachedRows(HttpServletResponse response, RowFormat format, String title, Opening opening) {
            this.response = response;
            this.format = format;
            this.title = title;
            this.opening = opening;
        }

        @Override
        public void columns(List<ResultColumn> columns) {
            format.require(columns);
            response.setContentType(format.type());
            response.setHeader("Content-Disposition", FileName.attachment(title, format.extension()));
            response.setHeader("Cache-Control", "no-store");
            try {
                RowTarget opened = opening.on(response.getOutputStream());
                file = opened;
                opened.columns(columns);
                // So that a browser shows the download at once, however long the rows take.
                response.flushBuffer();
            } catch (IOException | UncheckedIOException gone) {
                throw new TargetGoneException(gone);
            }
        }

        @Override
        public void rows(List<Row> rows) {
            try {
                open().rows(rows);
            } catch (UncheckedIOException gone) {
                throw new TargetGoneException(gone);
            }
        }

        @Override
        public void finish() {
            try {
                open().finish();
            } catch (UncheckedIOException gone) {
                throw new TargetGoneException(gone);
            }
        }

        @Override
        public long bytes() {
            RowTarget opened = file;
            return opened == null ? 0 : opened.bytes();
        }

        private RowTarget open() {
            RowTarget opened = file;
            if (opened == null) {
                throw new IllegalStateException("Rows came before their columns");
            }
            return opened;
        }
    }
}
