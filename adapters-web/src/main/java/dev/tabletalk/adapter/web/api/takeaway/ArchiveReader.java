package dev.tabletalk.adapter.web.api.takeaway;

import dev.tabletalk.domain.archive.ArchivePiece;
import dev.tabletalk.domain.archive.ArchiveSource;
import dev.tabletalk.domain.connection.ConnectionId;
import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.failure.FailureException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;

/**
 * Reads the {@link ArchiveFormat} from a file, strictly: what is wrong is refused with its place. Passes the pieces on with new
 * ids, for another connection, holding no more than one turn, message or result. May be used once.
 */
final class ArchiveReader implements ArchiveSource {
    private final Path file;
    private final ArchiveIds ids;
    private final ArchivedHead head;
    private final ArchivedTurns turns;
    private final ArchivedMessages messages;
    private final ArchivedResults results;
    private @Nullable ArchiveNode conversation;

    ArchiveReader(Path file, ConnectionId connection, Instant now) {
        ConversationId own = ConversationId.create(now);
        this.file = file;
        this.ids = new ArchiveIds(now);
        this.head = new ArchivedHead(own, connection);
        this.turns = new ArchivedTurns(ids, own, now);
        this.messages = new ArchivedMessages(ids, own);
        this.results = new ArchivedResults(ids);
    }

    @Override
    public void passTo(Consumer<? super ArchivePiece> taker) {
        try (InputStream in = Files.newInputStream(file);
                ArchiveParser parser = new ArchiveParser(in)) {
            read(parser, taker);
        } catch (StreamReadException malformed) {
            throw FailureException.invalid(
                    "file",
                    "The file is not the JSON of a conversation: it cannot be read"
                            + (malformed.getLocation() == null
                                    ? ""
                                    : " in line " + malformed.getLocation().getLineNr() + ", column "
                                            + malformed.getLocation().getColumnNr())
                            + ".");
        } catch (StreamConstraintsException excessive) {
            throw FailureException.tooLarge(
                    "file",
                    "The file has a text of more than 4 MiB, a number that is too long, or is nested too deeply.");
        } catch (JacksonException other) {
            throw FailureException.invalid("file", "The file is not the JSON of a conversation.");
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private void read(ArchiveParser parser, Consumer<? super ArchivePiece> taker) {
        if (parser.next() != JsonToken.START_OBJECT) {
            throw FailureException.invalid("file", "The file must hold one JSON object.");
        }
        Progress progress = new Progress();
        while (parser.next() == JsonToken.PROPERTY_NAME) {
            String field = parser.name();
            parser.next();
            switch (field) {
                case "format" -> {
                    progress.format = true;
                    if (!parser.tree(field).text().equals(ArchiveFormat.NAME)) {
                        throw FailureException.invalid(field, "format: It must be \"" + ArchiveFormat.NAME + "\".");
                    }
                }
                case "version" -> {
                    progress.version = true;
                    if (parser.tree(field).number(1_000_000) != ArchiveFormat.VERSION) {
                        throw FailureException.invalid(
                                field, "version: Only version " + ArchiveFormat.VERSION + " can be read.");
                    }
                }
                case "conversation" -> {
                    progress.require(field, Progress.CONVERSATION);
                    ArchiveNode node = parser.tree(field).object();
                    head.read(node, null);
                    conversation = node;
                }
                case "turns" -> {
                    progress.require(field, Progress.TURNS);
                    readTurns(parser, taker);
                }
                case "messages" -> {
                    progress.require(field, Progress.MESSAGES);
                    parser.items(field, item -> taker.accept(messages.read(item)));
                }
                case "results" -> {
                    progress.require(field, Progress.RESULTS);
                    readResults(parser, taker);
                }
                default -> parser.skip();
            }
        }
        if (parser.next() != null) {
            throw FailureException.invalid("file", "Something follows the end of the conversation.");
        }
        progress.require("end", Progress.END);
        ids.requireAllResults();
    }

    /** The conversation goes on first, yet its head is known only with the turns: they are small, and are kept for a moment. */
    private void readTurns(ArchiveParser parser, Consumer<? super ArchivePiece> taker) {
        List<ArchivePiece> pieces = new ArrayList<>();
        parser.items("turns", item -> pieces.add(new ArchivePiece.OfTurn(turns.read(item), ArchivedNotes.read(item))));
        ArchiveNode node = conversation;
        if (node == null) {
            throw new IllegalStateException("Turns before their conversation");
        }
        taker.accept(new ArchivePiece.Head(head.read(node, ids.turn(node, "headTurnId"))));
        pieces.forEach(taker);
    }

    private void readResults(ArchiveParser parser, Consumer<? super ArchivePiece> taker) {
        parser.requireArray("results");
        int index = 0;
        while (parser.next() != JsonToken.END_ARRAY) {
            taker.accept(results.read(parser, "results[" + index + "]"));
            index++;
        }
    }

    /** That the sections come in their order. */
    private static final class Progress {
        static final int CONVERSATION = 1;
        static final int TURNS = 2;
        static final int MESSAGES = 3;
        static final int RESULTS = 4;
        static final int END = 5;
        private boolean format;
        private boolean version;
        private int at;

        void require(String field, int place) {
            if (!format || !version) {
                throw FailureException.invalid(
                        "format",
                        "This is no conversation exported from Tabletalk: format and version must come first.");
            }
            if (at != place - 1) {
                throw FailureException.invalid(
                        field, "conversation, turns, messages and results must all be there, in this order.");
            }
            at = place;
        }
    }
}
