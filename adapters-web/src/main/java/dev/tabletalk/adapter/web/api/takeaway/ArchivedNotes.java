package dev.tabletalk.adapter.web.api.takeaway;

import dev.tabletalk.domain.archive.ArchivePiece;
import dev.tabletalk.domain.conversation.Feedback;
import dev.tabletalk.domain.conversation.FollowUps;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was suggested after an answer and said of it. */
final class ArchivedNotes {
    private ArchivedNotes() {}

    static ArchivePiece.Notes read(ArchiveNode turn) {
        ArchiveNode told = turn.optional("followUpsTold");
        return new ArchivePiece.Notes(followUps(turn), told != null && told.flag(), feedback(turn));
    }

    private static FollowUps followUps(ArchiveNode turn) {
        ArchiveNode node = turn.optional("followUps");
        if (node == null) {
            return FollowUps.NONE;
        }
        List<ArchiveNode> items = node.items();
        if (items.size() > FollowUps.MOST) {
            throw node.wrong("There are more than " + FollowUps.MOST + ".");
        }
        List<String> questions = new ArrayList<>();
        for (ArchiveNode item : items) {
            if (!FollowUps.fits(item.text())) {
                throw item.wrong("It must be a question on one line, of at most " + FollowUps.MAX_LENGTH
                        + " characters and without white space around it.");
            }
            questions.add(item.text());
        }
        return new FollowUps(questions);
    }

    private static @Nullable Feedback feedback(ArchiveNode turn) {
        ArchiveNode node = turn.optional("feedback");
        if (node == null) {
            return null;
        }
        Feedback.Rating rating = node.object().get("rating").constant(Feedback.Rating.class);
        ArchiveNode reason = node.optional("reason");
        String text = reason == null ? null : reason.text();
        return node.makeOfFields(() -> new Feedback(rating, text));
    }
}
