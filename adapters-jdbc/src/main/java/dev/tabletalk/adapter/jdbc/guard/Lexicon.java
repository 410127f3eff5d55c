package dev.tabletalk.adapter.jdbc.guard;

import java.util.Set;

/**
 * How a dialect writes its tokens.
 *
 * @param textPrefixes letters that may stand right in front of a string, in lower case; E is a trait of its own
 */
record Lexicon(Set<Trait> traits, Set<String> textPrefixes) {
    Lexicon {
        traits = Set.copyOf(traits);
        textPrefixes = Set.copyOf(textPrefixes);
    }

    /** A way of writing that not all dialects share. */
    enum Trait {
        /** `names`. */
        BACKTICKS,
        /** [names]. */
        BRACKET_NAMES,
        /** $tag$strings$tag$. */
        DOLLAR_QUOTES,
        /** A name may contain $. */
        DOLLAR_IN_NAMES,
        /** E'strings' with backslashes, and U& in front of strings and names. */
        ESCAPE_TEXTS,
        /** ? : @ # stand for values; without this they are operators. */
        MARKS_ARE_PARAMETERS,
        NESTED_COMMENTS,
        /** The end of the text ends a comment. */
        COMMENT_MAY_STAY_OPEN,
        /** A carriage return alone ends a -- comment. */
        RETURN_ENDS_LINE_COMMENT,
        /** "Strings", and backslashes in them and in 'strings'. */
        BACKSLASH_TEXTS,
        /** # begins a comment; -- does only with white space or the end behind it. */
        HASH_COMMENTS,
        /** What stands in a comment may be run, or change how the statement is: /*! and /*M! and /*+. */
        SPEAKING_COMMENTS,
        /** A name may begin with digits. */
        DIGITS_BEGIN_NAMES,
        /** What begins with an @ or two is a variable. */
        VARIABLES
    }

    boolean has(Trait trait) {
        return traits.contains(trait);
    }
}
