package dev.tabletalk.domain.conversation;

import dev.tabletalk.domain.failure.FailureException;
import java.text.Normalizer;
import java.util.Locale;

/**
 * The name of a conversation: 1 to {@value #MAX_LENGTH} characters (code points) after trimming, no control characters.
 */
public record ConversationTitle(String text, TitleSource source) {
    public static final int MAX_LENGTH = 200;
    public static final String DEFAULT_TEXT = "New conversation";
    private static final int PROVISIONAL_LENGTH = 60;

    public ConversationTitle {
        text = text.strip();
        if (text.codePoints().allMatch(Texts::isInvisible)) {
            throw FailureException.invalid("title", "The title is empty. Give it 1 to " + MAX_LENGTH + " characters.");
        }
        if (text.codePointCount(0, text.length()) > MAX_LENGTH) {
            throw FailureException.invalid("title", "The title is longer than " + MAX_LENGTH + " characters.");
        }
        if (text.codePoints().anyMatch(Character::isISOControl)) {
            throw FailureException.invalid("title", "The title contains a control character, such as a line break.");
        }
        if (!Texts.isWellFormed(text)) {
            throw FailureException.invalid("title", "The title contains half of a surrogate pair.");
        }
    }

    public static ConversationTitle untitled() {
        return new ConversationTitle(DEFAULT_TEXT, TitleSource.PROVISIONAL);
    }

    public static ConversationTitle manual(String text) {
        return new ConversationTitle(text, TitleSource.MANUAL);
    }

    /** The first words of a question, on one line, cut between words at about {@value #PROVISIONAL_LENGTH} characters. */
    public static ConversationTitle provisional(String question) {
        return automatic(question, PROVISIONAL_LENGTH, TitleSource.PROVISIONAL);
    }

    /** What a model proposed, put on one line and cut to the limit; the default title when nothing is left. */
    public static ConversationTitle generated(String proposal) {
        return automatic(proposal, MAX_LENGTH, TitleSource.GENERATED);
    }

    private static ConversationTitle automatic(String text, int length, TitleSource source) {
        String line = Texts.shorten(Texts.singleLine(text), length);
        return new ConversationTitle(line.isEmpty() ? DEFAULT_TEXT : line, source);
    }

    /** The text as a search compares it: letter case and the way accents are composed make no difference. */
    public String searchForm() {
        return searchForm(text);
    }

    /** A text to look for in titles, as a search compares it. */
    public static String searchForm(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT)
                .replace('ς', 'σ');
    }

    /** The title that stands when {@code proposed} arrives: an automatic title never replaces one of higher rank. */
    public ConversationTitle improvedBy(ConversationTitle proposed) {
        return proposed.source.compareTo(source) >= 0 ? proposed : this;
    }
}
