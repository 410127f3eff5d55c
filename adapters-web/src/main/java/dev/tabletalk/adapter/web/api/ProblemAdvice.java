package dev.tabletalk.adapter.web.api;

import dev.tabletalk.domain.failure.Failure;
import dev.tabletalk.domain.failure.FailureCode;
import dev.tabletalk.domain.failure.FailureException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.MismatchedInputException;

/** Answers every failure as RFC 9457 problem+json. What went wrong inside of us is only in the log. */
@RestControllerAdvice
final class ProblemAdvice extends ResponseEntityExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

    @ExceptionHandler
    ResponseEntity<Object> failure(FailureException exception) {
        return answer(exception.failure(), exception);
    }

    @ExceptionHandler
    ResponseEntity<Object> gone(EventsGoneException exception) {
        String detail = "The turn " + exception.turn() + " has no event " + exception.number() + " (any more)."
                + " Ask again without Last-Event-ID to get it from the start.";
        return respond(problem(HttpStatus.GONE, "events-gone", "Events gone", detail), null);
    }

    @ExceptionHandler
    ResponseEntity<Object> bug(Exception exception) {
        return answer(
                new Failure(FailureCode.INTERNAL, "Something went wrong here. The log has the details."), exception);
    }

    @Override
    protected ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException exception, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
            if (cause instanceof FailureException failure) {
                return answer(failure.failure(), failure);
            }
            if (cause instanceof JacksonException json) {
                return answer(unreadable(json), json);
            }
        }
        return answer(new Failure(FailureCode.INVALID, "The body is missing. Send a JSON object."), exception);
    }

    @Override
    protected ResponseEntity<Object> handleTypeMismatch(
            TypeMismatchException exception, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        String name = exception instanceof MethodArgumentTypeMismatchException argument
                ? argument.getName()
                : String.valueOf(exception.getPropertyName());
        String message = "\"" + exception.getValue() + "\" is not a valid value for " + name + ".";
        return answer(new Failure(FailureCode.INVALID, message, name), exception);
    }

    @Override
    protected ResponseEntity<Object> handleMissingServletRequestParameter(
            MissingServletRequestParameterException exception,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        String name = exception.getParameterName();
        return answer(new Failure(FailureCode.INVALID, "The parameter " + name + " is missing.", name), exception);
    }

    /** All that Spring refuses by itself: unknown paths, methods and media types. */
    @Override
    protected ResponseEntity<Object> handleExceptionInternal(
            Exception exception,
            @Nullable Object body,
            HttpHeaders headers,
            HttpStatusCode statusCode,
            WebRequest request) {
        HttpStatus status = HttpStatus.valueOf(statusCode.value());
        if (status.is5xxServerError()) {
            return bug(exception);
        }
        String name = status.getReasonPhrase().toLowerCase(Locale.ROOT).replace(' ', '-');
        String detail = body instanceof ProblemDetail given && given.getDetail() != null
                ? given.getDetail()
                : status.getReasonPhrase() + ".";
        return respond(problem(status, name, status.getReasonPhrase(), detail), headers);
    }

    private static ResponseEntity<Object> answer(Failure failure, Exception exception) {
        FailureProblem how = FailureProblem.of(failure.code());
        if (how.status().is5xxServerError()) {
            LOG.warn("Answering {} {}", how.status().value(), failure, exception);
        }
        ProblemDetail problem =
                problem(how.status(), FailureProblem.nameOf(failure.code()), how.title(), failure.message());
        if (failure.field() != null) {
            problem.setProperty("errors", List.of(new FieldError(failure.field(), failure.message())));
        }
        return respond(problem, null);
    }

    private static ProblemDetail problem(HttpStatus status, String name, String title, String detail) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setType(URI.create("urn:problem:" + name));
        problem.setTitle(title);
        return problem;
    }

    /** Names the content type, so that it is the same whatever the client said it accepts. */
    private static ResponseEntity<Object> respond(ProblemDetail problem, @Nullable HttpHeaders headers) {
        return ResponseEntity.status(problem.getStatus())
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    /** Says where the JSON is wrong in our own words: the parser's text names classes of ours. */
    private static Failure unreadable(JacksonException exception) {
        String field = exception.getPath().stream()
                .map(step ->
                        step.getPropertyName() == null ? "[" + step.getIndex() + "]" : "." + step.getPropertyName())
                .collect(Collectors.joining())
                .replaceFirst("^\\.", "");
        if (exception instanceof StreamReadException malformed) {
            String where = malformed.getLocation() == null
                    ? ""
                    : " in line " + malformed.getLocation().getLineNr() + ", column "
                            + malformed.getLocation().getColumnNr();
            return new Failure(FailureCode.INVALID, "The body is not valid JSON" + where + ".");
        }
        if (field.isEmpty()) {
            return new Failure(FailureCode.INVALID, "The body must be one JSON object.");
        }
        String expected = exception instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null
                ? " It must be " + Json.describe(mismatch.getTargetType()) + "."
                : "";
        return new Failure(FailureCode.INVALID, "The value of " + field + " has the wrong type." + expected, field);
    }

    /** One entry of the problem's {@code errors}. */
    record FieldError(String field, String message) {}
}
