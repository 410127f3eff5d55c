package dev.tabletalk.adapter.llm.offline;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What a piece of a question was recognised as. */
sealed interface Tag {
    record Key(Keyword keyword, String text) implements Tag {}

    /** Asks for the first ones of an order. The attribute is null when a later word tells by what. */
    record Rank(boolean descending, @Nullable Attribute attribute, String text) implements Tag {}

    record Name(Mention mention) implements Tag {}

    record Num(BigDecimal value) implements Tag {}

    record Span(Period period) implements Tag {}

    /** @param asked whether it was asked which one, as in "which month" */
    record Unit(TimeUnit unit, boolean asked) implements Tag {}

    /** Words that nothing explains; perhaps a value in the data. */
    record Literal(String text, boolean quoted) implements Tag {}

    /** A comma or the like. */
    record Pause() implements Tag {}
}
