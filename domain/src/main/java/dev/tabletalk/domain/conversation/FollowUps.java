package dev.tabletalk.domain.conversation;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Next questions that are offered after an answer: a few, each on one line, none twice. */
public record FollowUps(List<String> questions) {
    public static final int MOST = 3;
    public static final int MAX_LENGTH = 160;
    public static final FollowUps NONE = new FollowUps(List.of());

    public FollowUps {
        questions = List.copyOf(questions);
        if (questions.size() > MOST) {
            throw new IllegalArgumentException("At most " + MOST + " follow-ups, not " + questions.size());
        }
        for (String question : questions) {
            if (!fits(question)) {
                throw new IllegalArgumentException(
                        "Not a question of one line and at most " + MAX_LENGTH + " characters: \"" + question + "\"");
            }
        }
    }

    /** The first of these that can be offered; white space is put in order, what is too long or said twice is left out. */
    public static FollowUps firstOf(List<String> candidates) {
        Set<String> known = new LinkedHashSet<>();
        List<String> kept = candidates.stream()
                .map(candidate -> candidate.replaceAll("[\\s\\p{Cntrl}]+", " ").strip())
                .filter(FollowUps::fits)
                .filter(candidate -> known.add(candidate.toLowerCase(Locale.ROOT)))
                .limit(MOST)
                .toList();
        return new FollowUps(kept);
    }

    /** Whether it can be one of them: one line, not empty, not too long, nothing around it. */
    public static boolean fits(String question) {
        return !question.isBlank()
                && question.equals(question.strip())
                && question.codePointCount(0, question.length()) <= MAX_LENGTH
                && question.codePoints().noneMatch(Character::isISOControl);
    }

    public boolean isEmpty() {
        return questions.isEmpty();
    }
}
