package dev.tabletalk.benchmark.client;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * What came of the tokens of many answers.
 *
 * @param problems what went wrong, each once
 */
public record Delivery(long expected, long delivered, long lost, long doubled, List<String> problems) {
    private static final int MOST_PROBLEMS = 5;

    public static final Delivery NONE = new Delivery(0, 0, 0, 0, List.of());

    public Delivery {
        problems = List.copyOf(problems);
    }

    /** @param failures of questions that got no answer at all, and so lost all their tokens */
    static Delivery of(Collection<Answer> answers, Collection<String> failures, long expected) {
        List<String> problems = new ArrayList<>(failures);
        answers.stream()
                .filter(answer -> answer.ending() != Answer.Ending.SUCCESS)
                .map(answer -> answer.ending() + " " + answer.problem())
                .forEach(problems::add);
        long delivered = answers.stream().mapToLong(Answer::delivered).sum();
        return new Delivery(
                expected,
                delivered,
                Math.max(
                        expected - delivered,
                        answers.stream().mapToLong(Answer::lost).sum()),
                answers.stream().mapToLong(Answer::doubled).sum(),
                problems.stream().distinct().limit(MOST_PROBLEMS).toList());
    }

    public Delivery plus(Delivery other) {
        List<String> all = new ArrayList<>(problems);
        all.addAll(other.problems);
        return new Delivery(
                expected + other.expected,
                delivered + other.delivered,
                lost + other.lost,
                doubled + other.doubled,
                all.stream().distinct().limit(MOST_PROBLEMS).toList());
    }

    /** Whether every token came, in order and once, and every answer ended well. */
    public boolean isPerfect() {
        return lost == 0 && doubled == 0 && delivered == expected && problems.isEmpty();
    }
}
