package dev.tabletalk.adapter.llm.offline;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** How far a question has been read: its frame so far, and what was opened by a word and waits for what fills it. */
final class Reading {
    final List<Tag> tags;
    final Frame frame = new Frame();

    boolean counting;
    boolean distinct;
    boolean grouping;
    boolean per;
    boolean perGroup;
    boolean sorting;
    boolean negated;
    boolean lacking;
    boolean having;
    boolean which;
    boolean howMuch;
    boolean comparingTables;
    Measure.@Nullable Function function;
    Tag.@Nullable Rank rank;

    @Nullable
    Mention lastName;

    int lastNameAt = -9;

    Reading(List<Tag> tags) {
        this.tags = tags;
    }

    /** Whether a name only tells what the value, number or comparison after it is about. */
    boolean isQualifier(int at) {
        if (at + 1 >= tags.size()) {
            return false;
        }
        return switch (tags.get(at + 1)) {
            case Tag.Literal literal -> true;
            case Tag.Num num -> true;
            case Tag.Key(Keyword keyword, String text) ->
                keyword == Keyword.MORE
                        || keyword == Keyword.LESS
                        || keyword == Keyword.AT_LEAST
                        || keyword == Keyword.AT_MOST
                        || keyword == Keyword.EQUAL
                        || keyword == Keyword.BETWEEN
                        || keyword == Keyword.NOT;
            case Tag.Rank ranked -> false;
            case Tag.Name name -> false;
            case Tag.Span span -> false;
            case Tag.Unit unit -> false;
            case Tag.Pause pause -> false;
        };
    }

    boolean isOf(int at) {
        return at >= 0 && tags.get(at) instanceof Tag.Key(Keyword keyword, String text) && keyword == Keyword.OF;
    }
}
