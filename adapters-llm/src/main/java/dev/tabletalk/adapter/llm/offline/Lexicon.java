package dev.tabletalk.adapter.llm.offline;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The phrases that shape questions. */
final class Lexicon {
    /** The longest phrase has this many words. */
    static final int MAX_WORDS = 4;

    private static final Map<String, Tag> PHRASES = new HashMap<>();

    static {
        keys(Keyword.COUNT, "how many", "number of", "the number of", "count of", "count", "counts", "numbers of");
        keys(Keyword.HOW_MUCH, "how much");
        keys(Keyword.SUM, "total", "sum", "sum of", "totals", "total amount of");
        keys(Keyword.AVERAGE, "average", "averages", "mean", "avg", "typical", "on average");
        keys(Keyword.MAXIMUM, "maximum", "max");
        keys(Keyword.MINIMUM, "minimum", "min");
        keys(Keyword.DISTINCT, "distinct", "different", "unique");
        keys(Keyword.SHARE, "percentage", "percent", "share", "proportion", "%", "fraction");
        keys(
                Keyword.REVENUE,
                "revenue",
                "revenues",
                "sales",
                "turnover",
                "income",
                "earnings",
                "brought in",
                "bring in",
                "brings in",
                "spent",
                "spend",
                "spending",
                "spends",
                "earned",
                "earn",
                "earns",
                "money",
                "sales revenue");
        keys(Keyword.ORDER_VALUE, "order value", "basket size", "basket value", "cart value", "purchase value");
        keys(Keyword.PROFIT, "profit", "profits", "gross profit", "margin", "gross margin");
        keys(
                Keyword.UNITS,
                "units",
                "unit",
                "pieces",
                "sold",
                "sell",
                "sells",
                "units sold",
                "quantity sold",
                "selling");
        keys(Keyword.PRICE, "that cost", "costing", "it cost", "cost", "costs");
        keys(
                Keyword.BY,
                "by",
                "broken down by",
                "grouped by",
                "group by",
                "split by",
                "across",
                "distributed across",
                "distributed over",
                "distributed by",
                "spread across",
                "split across",
                "breakdown by",
                "break down by",
                "for all");
        keys(
                Keyword.PER,
                "per",
                "each",
                "for each",
                "in each",
                "every",
                "for every",
                "of each",
                "in every",
                "from each");
        keys(Keyword.WHICH, "which", "what", "whose");
        keys(Keyword.WHO, "who", "whom");
        keys(Keyword.WHEN, "when");
        keys(Keyword.WITH, "with", "having", "have", "has", "had", "that have", "who have", "with a", "with an");
        keys(
                Keyword.WITHOUT,
                "without",
                "with no",
                "have no",
                "has no",
                "had no",
                "having no",
                "lacking",
                "missing",
                "lack",
                "no",
                "don't have",
                "do not have",
                "does not have",
                "doesn't have",
                "didn't have",
                "without any",
                "is missing");
        keys(
                Keyword.NOT,
                "never",
                "not",
                "didn't",
                "did not",
                "haven't",
                "hasn't",
                "have not",
                "has not",
                "weren't",
                "wasn't",
                "were not",
                "was not",
                "are not",
                "is not",
                "isn't",
                "aren't",
                "except",
                "excluding",
                "except for",
                "other than",
                "outside",
                "outside of",
                "have never",
                "has never",
                "had never",
                "not in",
                "not from",
                "don't",
                "doesn't",
                "have never been",
                "has never been",
                "were never",
                "was never",
                "have not been",
                "never been");
        keys(Keyword.EQUAL, "=", "exactly", "equal to", "equals");
        keys(
                Keyword.MORE,
                "more than",
                "over",
                "above",
                "greater than",
                "exceeding",
                ">",
                "higher than",
                "more expensive than",
                "larger than");
        keys(Keyword.AT_LEAST, "at least", ">=", "no less than", "minimum of");
        keys(
                Keyword.LESS,
                "less than",
                "fewer than",
                "under",
                "below",
                "<",
                "lower than",
                "cheaper than",
                "smaller than");
        keys(Keyword.AT_MOST, "at most", "<=", "no more than", "up to", "maximum of");
        keys(Keyword.BETWEEN, "between");
        keys(Keyword.OR_MORE, "or more", "or higher", "or above", "or better");
        keys(Keyword.OR_LESS, "or less", "or fewer", "or lower", "or below");
        keys(Keyword.SORT, "sorted by", "sort by", "ordered by", "order by", "ranked by", "rank by", "sort", "sorted");
        keys(
                Keyword.ASCENDING,
                "ascending",
                "asc",
                "lowest first",
                "smallest first",
                "worst first",
                "fewest first",
                "least first");
        keys(Keyword.DESCENDING, "descending", "desc", "highest first", "largest first", "best first", "most first");
        keys(Keyword.ALPHABETICAL, "alphabetically", "in alphabetical order", "alphabetical");
        keys(
                Keyword.COMPARE,
                "compare",
                "compared",
                "compared to",
                "compared with",
                "versus",
                "vs",
                "against",
                "comparison",
                "compare with");
        keys(
                Keyword.TREND,
                "trend",
                "trends",
                "over time",
                "develop",
                "developed",
                "development",
                "evolve",
                "evolved",
                "evolution",
                "growth",
                "grow",
                "grown",
                "change over time",
                "changed over time");
        keys(
                Keyword.WHETHER,
                "are there",
                "is there",
                "were there",
                "was there",
                "do we have",
                "did we have",
                "have we",
                "did any",
                "do any",
                "does any");
        keys(
                Keyword.LIST,
                "list",
                "show",
                "display",
                "give",
                "find",
                "get",
                "see",
                "select",
                "return the",
                "print",
                "fetch");
        keys(
                Keyword.FOLLOW,
                "instead",
                "again",
                "same",
                "the same",
                "only",
                "just",
                "what about",
                "how about",
                "same thing",
                "now",
                "same question",
                "and what about",
                "and how about");
        keys(Keyword.OFTEN, "often", "frequently", "times", "frequent", "popular");
        keys(Keyword.OF, "of", "for", "in", "from", "at");
        keys(Keyword.OF, "do we buy from", "did we buy from", "we buy from");
        keys(Keyword.OUT_OF, "out of");
        keys(
                Keyword.BEFORE,
                "the month before",
                "the year before",
                "the week before",
                "the quarter before",
                "the day before",
                "month before",
                "year before",
                "week before",
                "quarter before",
                "day before",
                "previous one",
                "period before",
                "before that");
        keys(Keyword.AND, "and", "&", "as well as", "plus");
        keys(Keyword.OR, "or");
        ranks(true, null, "top", "best", "leading", "highest", "largest", "biggest", "greatest", "most", "strongest");
        ranks(false, null, "bottom", "worst", "lowest", "smallest", "least", "fewest", "weakest");
        ranks(false, null, "low on", "lowest on", "running low on", "lowest in");
        ranks(true, Attribute.PRICE, "most expensive", "priciest", "dearest", "costliest");
        ranks(false, Attribute.PRICE, "cheapest", "least expensive");
        ranks(true, Attribute.DATE, "newest", "latest", "most recent", "recent", "last", "most recently", "recently");
        ranks(false, Attribute.DATE, "earliest", "first", "longest serving");
        ranks(true, Attribute.AGE, "youngest");
        ranks(false, Attribute.AGE, "oldest");
        ranks(true, Attribute.COMMON, "most common", "most frequent", "commonest", "most used");
        ranks(false, Attribute.COMMON, "least common", "rarest", "least frequent", "least used");
        ranks(true, Attribute.WEIGHT, "heaviest");
        ranks(false, Attribute.WEIGHT, "lightest");
        ranks(true, Attribute.LENGTH, "longest");
        ranks(false, Attribute.LENGTH, "shortest");
        ranks(true, Attribute.PAY, "best paid", "highest paid", "top paid");
        ranks(false, Attribute.PAY, "worst paid", "lowest paid");
        ranks(true, Attribute.RATING, "best rated", "highest rated", "top rated", "best reviewed");
        ranks(false, Attribute.RATING, "worst rated", "lowest rated", "worst reviewed");
        ranks(
                true,
                Attribute.UNITS,
                "best selling",
                "bestselling",
                "best seller",
                "best sellers",
                "bestsellers",
                "most sold",
                "most popular",
                "most bought",
                "top selling",
                "sells best",
                "sell best",
                "sold best",
                "most ordered",
                "most frequently bought");
        ranks(
                false,
                Attribute.UNITS,
                "worst selling",
                "least popular",
                "least sold",
                "least bought",
                "slowest selling");
    }

    private static final Set<String> FILLERS = Set.copyOf(List.of(
            ("the a an of in from for to at on is are was were be been being do does did we i you me us our my your their his her"
                            + " its it they them there here that this these those please can could would should will shall may might"
                            + " want need like know look tell about all any some so far ever already also but then ok okay thanks"
                            + " overall currently exist exists how if whether who's let let's i'd i'm than as during into within our"
                            + " placed place done euro euros eur usd dollar dollars available information info details data"
                            + " altogether rows records entries entry value values item's lot many much hey hi hello"
                            + " answer question analysis report overview figures figure happened happen both ago came come comes"
                            + " coming go went live lives living located based work works working employed use used using named"
                            + " called titled belong belongs belonging contain containing contains include including includes"
                            + " registered made make makes where up out via through paying over's their"
                            + " total's wise each's breakdown result results table tables chart graph plot draw diagram number numbers address sample preview example examples new handle handled process processed manage managed serve served generate generated produce produced offer provide deliver delivers delivering supply supplies supplying carry carries subscribe subscribes subscribed subscribing")
                    .split(" ", -1)));

    private Lexicon() {}

    static @Nullable Tag phrase(String words) {
        return PHRASES.get(words);
    }

    static boolean isFiller(String word) {
        return FILLERS.contains(word);
    }

    private static void keys(Keyword keyword, String... phrases) {
        for (String phrase : phrases) {
            PHRASES.put(phrase, new Tag.Key(keyword, phrase));
        }
    }

    private static void ranks(boolean descending, @Nullable Attribute attribute, String... phrases) {
        for (String phrase : phrases) {
            PHRASES.put(phrase, new Tag.Rank(descending, attribute, phrase));
        }
    }
}
