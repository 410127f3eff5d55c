package dev.tabletalk.adapter.jdbc.guard;

import java.util.Set;

/**
 * How a dialect writes its tokens.
 *
 * @param backticks `names`
 * @param bracketNames [names]
 * @param dollarQuotes $tag$strings$tag$
 * @param dollarInNames whether a name may contain $
 * @param escapeTexts E'strings' with backslashes, and U& in front of strings and names
 * @param textPrefixes other letters that may stand right in front of a string, in lower case
 * @param marksAreParameters whether ? : @ # stand for values; if not they are operators
 * @param nestedComments whether comments nest
 * @param commentMayStayOpen whether the end of the text ends a comment
 * @param returnEndsLineComment whether a carriage return alone ends a -- comment
 */
record Lexicon(
        boolean backticks,
        boolean bracketNames,
        boolean dollarQuotes,
        boolean dollarInNames,
        boolean escapeTexts,
        Set<String> textPrefixes,
        boolean marksAreParameters,
        boolean nestedComments,
        boolean commentMayStayOpen,
        boolean returnEndsLineComment) {
    Lexicon {
        textPrefixes = Set.copyOf(textPrefixes);
    }
}
