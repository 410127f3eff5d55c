package dev.tabletalk.adapter.web.api;

import dev.tabletalk.domain.failure.FailureCode;
import java.util.Locale;
import org.springframework.http.HttpStatus;

/** How a failure is said over HTTP. Its name in addresses and events is the code in lower case with hyphens. */
record FailureProblem(HttpStatus status, String title) {
    static FailureProblem of(FailureCode code) {
        return switch (code) {
            case INVALID -> new FailureProblem(HttpStatus.BAD_REQUEST, "Invalid input");
            case TOO_LARGE -> new FailureProblem(HttpStatus.CONTENT_TOO_LARGE, "Too large");
            case NOT_FOUND -> new FailureProblem(HttpStatus.NOT_FOUND, "Not found");
            case CONFLICT -> new FailureProblem(HttpStatus.CONFLICT, "Conflict");
            case MODEL_UNAVAILABLE -> new FailureProblem(HttpStatus.SERVICE_UNAVAILABLE, "Model unavailable");
            case MODEL_UNAUTHORIZED -> new FailureProblem(HttpStatus.SERVICE_UNAVAILABLE, "Model refused the key");
            case MODEL_RATE_LIMITED -> new FailureProblem(HttpStatus.SERVICE_UNAVAILABLE, "Model is rate limited");
            case MODEL_TIMEOUT -> new FailureProblem(HttpStatus.SERVICE_UNAVAILABLE, "Model did not answer in time");
            case MODEL_INTERRUPTED -> new FailureProblem(HttpStatus.SERVICE_UNAVAILABLE, "Model stopped half-way");
            case MODEL_PROTOCOL -> new FailureProblem(HttpStatus.SERVICE_UNAVAILABLE, "Model gave no usable answer");
            case DATABASE_UNREACHABLE -> new FailureProblem(HttpStatus.BAD_GATEWAY, "Database unreachable");
            case SQL_REFUSED -> new FailureProblem(HttpStatus.UNPROCESSABLE_CONTENT, "SQL refused");
            case QUERY_FAILED -> new FailureProblem(HttpStatus.BAD_REQUEST, "Query failed");
            case QUERY_TIMEOUT -> new FailureProblem(HttpStatus.GATEWAY_TIMEOUT, "Query timed out");
            case CANCELLED -> new FailureProblem(HttpStatus.CONFLICT, "Cancelled");
            case SERVER_STOPPED -> new FailureProblem(HttpStatus.SERVICE_UNAVAILABLE, "Server is stopping");
            case STORE_UNAVAILABLE -> new FailureProblem(HttpStatus.SERVICE_UNAVAILABLE, "Store unavailable");
            case INTERNAL -> new FailureProblem(HttpStatus.INTERNAL_SERVER_ERROR, "Internal error");
        };
    }

    static String nameOf(FailureCode code) {
        return code.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
