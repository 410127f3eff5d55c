package dev.tabletalk.adapter.web.ui.connection;

import dev.tabletalk.adapter.web.ui.workspace.Glyph;
import dev.tabletalk.domain.proof.ReadOnlyProof;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How a proof is told to people. */
final class ProofWords {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm:ss z", Locale.ENGLISH);

    private ProofWords() {}

    /** The state that gives a thing its colour: good, warn, bad or none. */
    static String state(ReadOnlyProof proof) {
        return switch (proof.verdict()) {
            case HOLDS -> "good";
            case HOLDS_BUT_ACCOUNT_CAN_WRITE -> "warn";
            case INCOMPLETE -> "none";
            case BROKEN -> "bad";
        };
    }

    static Glyph glyph(ReadOnlyProof proof) {
        return switch (proof.verdict()) {
            case HOLDS -> Glyph.SHIELD;
            case HOLDS_BUT_ACCOUNT_CAN_WRITE, BROKEN -> Glyph.WARNING;
            case INCOMPLETE -> Glyph.STOP;
        };
    }

    /** A few words, without the day. */
    static String brief(ReadOnlyProof proof) {
        return switch (proof.verdict()) {
            case HOLDS -> "Read-only proven";
            case HOLDS_BUT_ACCOUNT_CAN_WRITE -> "Read-only proven, account can write";
            case INCOMPLETE -> proof.planned() == 0 ? "Read-only not provable" : "Check not finished";
            case BROKEN -> "Read-only broken";
        };
    }

    static String sentence(ReadOnlyProof proof) {
        int tried = proof.attacks().size();
        return switch (proof.verdict()) {
            case HOLDS ->
                "Both layers held, each on its own, against all " + tried + " attacks; "
                        + (proof.account().canWrite() == null
                                ? "what the account itself could do is not known."
                                : "and the account itself cannot write.");
            case HOLDS_BUT_ACCOUNT_CAN_WRITE ->
                "Both layers held, each on its own, against all " + tried
                        + " attacks. Without Tabletalk, this account could write.";
            case INCOMPLETE -> "Nothing is proven. " + proof.cut();
            case BROKEN ->
                "Not every attack was held by both layers: the guard let "
                        + proof.guard().breaches().size() + " through, the database session "
                        + proof.engine().breaches().size()
                        + ". Do not rely on this connection being read-only before that is mended.";
        };
    }

    static String day(Instant at, ZoneId zone) {
        return DAY.format(at.atZone(zone));
    }

    static String moment(Instant at, ZoneId zone) {
        // An offset has no name but "Z".
        return MOMENT.format(at.atZone(zone instanceof ZoneOffset offset ? ZoneId.ofOffset("UTC", offset) : zone));
    }

    static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f seconds", duration.toMillis() / 1_000.0);
    }
}
