package dev.tabletalk.application.takeaway;

import dev.tabletalk.domain.conversation.TurnId;
import dev.tabletalk.domain.query.ResultId;
import java.util.Optional;

/** The charts of answers as pictures. Safe for any thread. */
@FunctionalInterface
public interface ChartPictures {
    /** The chart that an answer shows of a result, as an SVG document with a title; empty when it shows none. */
    Optional<String> svgOf(TurnId turn, ResultId result);
}
