package dev.tabletalk.adapter.web.api.takeaway;

import dev.tabletalk.adapter.web.api.ApiConfiguration;
import dev.tabletalk.adapter.web.api.ConversationJson;
import dev.tabletalk.application.connection.ManageConnectionsUseCase;
import dev.tabletalk.application.conversation.ReadConversationsUseCase;
import dev.tabletalk.application.query.ReadResultsUseCase;
import dev.tabletalk.application.takeaway.ArchiveConversationsUseCase;
import dev.tabletalk.application.takeaway.ChartPictures;
import dev.tabletalk.domain.connection.ConnectionId;
import dev.tabletalk.domain.connection.DatabaseConnection;
import dev.tabletalk.domain.conversation.Conversation;
import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.failure.FailureException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(ApiConfiguration.BASE)
@Tag(name = "Conversations")
final class ConversationFilesController {
    private static final Logger LOG = LoggerFactory.getLogger(ConversationFilesController.class);

    private final ArchiveConversationsUseCase archive;
    private final ReadConversationsUseCase conversations;
    private final ManageConnectionsUseCase connections;
    private final ReadResultsUseCase results;
    private final ChartPictures charts;

    ConversationFilesController(
            ArchiveConversationsUseCase archive,
            ReadConversationsUseCase conversations,
            ManageConnectionsUseCase connections,
            ReadResultsUseCase results,
            ChartPictures charts) {
        this.archive = archive;
        this.conversations = conversations;
        this.connections = connections;
        this.results = results;
        this.charts = charts;
    }

    @GetMapping({
        "/conversations/{id}.md",
        "/conversations/{id}.html",
        "/conversations/{id}.json",
        "/conversations/{id}.sql"
    })
    @Operation(summary = "A conversation as a file", description = """
                    md and html are what the conversation shows: the present version of each question, answers, SQL, the first
                    rows of results (50 in Markdown, 200 in HTML), what failed and why. The HTML is one file without script that
                    fetches nothing. sql is a script of the statements that ran, each with its question as a comment; refused and
                    failed ones are comments, and of a query that a person edited the newest version that ran is the statement. json is
                    everything but the traces: all versions, stored rows, charts, edited SQL, next questions and feedback, in the
                    format "tabletalk-conversation" version 1, which POST /dbs/{connectionId}/conversations/import reads.""")
    @ApiResponse(
            responseCode = "200",
            description = "The file",
            content = {
                @Content(mediaType = "text/markdown"),
                @Content(mediaType = "text/html"),
                @Content(mediaType = "application/json"),
                @Content(mediaType = "application/sql")
            })
    void file(@PathVariable String id, HttpServletRequest request, HttpServletResponse response) throws IOException {
        String format =
                request.getRequestURI().substring(request.getRequestURI().lastIndexOf('.') + 1);
        Conversation conversation = conversations.get(ConversationId.parse(id)).conversation();
        // Written to a file first: no one who reads slowly holds up the store, and there are whole files or none.
        Path file = Files.createTempFile("tabletalk-conversation", "." + format);
        try {
            try (Writer writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
                write(conversation, format, new Output(writer));
            }
            response.setContentType(typeOf(format));
            response.setHeader(
                    "Content-Disposition",
                    FileName.attachment(conversation.title().text(), format));
            response.setHeader("Cache-Control", "no-store");
            response.setContentLengthLong(Files.size(file));
            send(file, conversation.id(), response);
        } finally {
            Files.delete(file);
        }
    }

    private static void send(Path file, ConversationId id, HttpServletResponse response) {
        try {
            Files.copy(file, response.getOutputStream());
        } catch (IOException gone) {
            // the length was told before, so nobody takes it for the whole file
            LOG.info("The export of the conversation {} was left before its end", id);
        }
    }

    private void write(Conversation conversation, String format, Output out) {
        if (format.equals("json")) {
            Document document = new ArchiveDocument(out, Instant.now());
            archive.everything(conversation.id(), document);
            document.finish();
            return;
        }
        DatabaseConnection connection = connections.get(conversation.connectionId());
        String database = connection.name() + " (" + connection.kind().label() + ")";
        Document document = switch (format) {
            case "md" -> new MarkdownDocument(out, database, results);
            case "html" -> new HtmlDocument(out, database, results, charts);
            default -> new SqlScript(out, database, results);
        };
        archive.shown(conversation.id(), document);
        document.finish();
    }

    private static String typeOf(String format) {
        return switch (format) {
            case "md" -> "text/markdown; charset=utf-8";
            case "html" -> "text/html; charset=utf-8";
            case "json" -> "application/json";
            default -> "application/sql; charset=utf-8";
        };
    }

    @PostMapping(path = "/dbs/{connectionId}/conversations/import", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Brings in a conversation that was exported as JSON", description = """
                    The body is a file of GET /conversations/{id}.json, of this server or another, up to 256 MiB (else 413). It
                    becomes a new conversation of this connection, equal in all but its ids. All of it is stored or nothing; what
                    is wrong with the file is a 400 whose errors name the place.""")
    @ApiResponse(responseCode = "201", description = "The new conversation")
    ResponseEntity<ConversationJson> bringIn(@PathVariable String connectionId, InputStream body) throws IOException {
        ConnectionId connection = ConnectionId.parse(connectionId);
        Path file = Files.createTempFile("tabletalk-conversation", ".json");
        try {
            // Into the file that nobody else may read; a copy would replace it.
            try (OutputStream out = Files.newOutputStream(file)) {
                body.transferTo(out);
            }
            // First without a transaction, which would hold up all that is written meanwhile.
            new ArchiveReader(file, connection, Instant.now()).passTo(piece -> {});
            Conversation stored = archive.bringIn(connection, new ArchiveReader(file, connection, Instant.now()));
            ConversationJson json = ConversationJson.of(conversations.get(stored.id()), false);
            return ResponseEntity.created(URI.create(ApiConfiguration.BASE + "/conversations/" + json.id()))
                    .body(json);
        } catch (UncheckedIOException unreadable) {
            throw FailureException.invalid("file", "The file could not be read.");
        } finally {
            Files.delete(file);
        }
    }
}
