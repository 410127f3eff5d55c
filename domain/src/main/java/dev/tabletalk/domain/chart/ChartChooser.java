package dev.tabletalk.domain.chart;

import dev.tabletalk.domain.chart.Profile.Role;
import dev.tabletalk.domain.failure.FailureException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Chooses how to draw a result, by the types of its columns, how many values they have, and the words of the question. Some of
 * its columns may be given: then it chooses the rest.
 */
public final class ChartChooser {
    /** Parts of a pie that can be told apart. */
    public static final int MOST_PARTS = 7;

    /** Colours that can be told apart. */
    public static final int MOST_SERIES = 8;

    private static final int MOST_STACKED = 6;
    private static final int FEW_TIMES = 3;

    /** What somebody may want to look at all the same, where nothing suits. */
    private static final ChartKind[] SECOND_BEST = {ChartKind.HISTOGRAM, ChartKind.SCATTER, ChartKind.BAR};

    private final ChartData data;
    private final Wish wish;
    private final ChartColumns columns;
    private final ChartDraft draft;
    private final @Nullable Profile givenX;

    /** @param question its words count; may be empty */
    public ChartChooser(ChartData data, String question) {
        this(data, question, null, List.of(), null);
    }

    /** Null and an empty list leave the choice open. */
    ChartChooser(ChartData data, String question, @Nullable Integer x, List<Integer> y, @Nullable Integer series) {
        this.data = data;
        this.wish = Wish.of(question);
        columns = new ChartColumns(data, x, y, series);
        draft = new ChartDraft(columns);
        givenX = columns.givenX();
    }

    /** The chart that suits best, if one does. */
    public ChartAdvice choose() {
        if (data.rows().isEmpty()) {
            return leave("There are no rows to draw.");
        }
        List<Profile> measures = columns.measures();
        if (measures.isEmpty()) {
            return leave("No column holds numbers that could be drawn. Ask for a count or a sum.");
        }
        if (data.rows().size() == 1) {
            return measures.size() == 1 || !columns.givenY().isEmpty()
                    ? choose(ChartKind.NUMBER)
                    : leave("One row needs no chart.");
        }
        if (columns.areRecords()) {
            return leave("These rows are single records. Ask for a count or a sum per group to see a chart.");
        }
        return fitting();
    }

    /** The chart that suits best, or where none does the best of those that can be drawn: for somebody who asked to see one. */
    public ChartAdvice chooseAny() {
        ChartAdvice best = choose();
        return best instanceof ChartAdvice.Leave && firstOf(SECOND_BEST) instanceof ChartAdvice.Draw possible
                ? possible
                : best;
    }

    private ChartAdvice fitting() {
        if (wish.distribution() && choose(ChartKind.HISTOGRAM) instanceof ChartAdvice.Draw histogram) {
            return histogram;
        }
        Profile time = givenX == null ? columns.first(Role.TIME) : givenX.role() == Role.TIME ? givenX : null;
        List<Profile> categories = columns.categories(time);
        if (time != null
                && time.distinct() > 1
                && !(givenX == null && wish.relation() && columns.numbers().size() > 1)) {
            return overTime(time, categories);
        }
        if (!categories.isEmpty()) {
            return byCategory(categories);
        }
        if (choose(ChartKind.SCATTER) instanceof ChartAdvice.Draw scatter) {
            return scatter;
        }
        return choose(ChartKind.HISTOGRAM) instanceof ChartAdvice.Draw histogram
                ? histogram
                : leave("There are no labels to draw these numbers by.");
    }

    private ChartAdvice overTime(Profile time, List<Profile> categories) {
        boolean repeats = !time.isUnique();
        if (repeats && !categories.isEmpty()) {
            Profile series = categories.getFirst();
            boolean few = series.distinct() <= MOST_SERIES;
            boolean pairs = columns.areUnique(time, series);
            if (pairs && few) {
                ChartKind kind = wish.stack() || wish.share() ? ChartKind.STACKED_BAR : ChartKind.LINE;
                return firstOf(kind, ChartKind.LINE);
            }
            if (pairs) {
                return firstOf(ChartKind.HEAT_MAP, ChartKind.SCATTER);
            }
        }
        if (repeats) {
            return firstOf(ChartKind.SCATTER, ChartKind.HISTOGRAM);
        }
        return time.distinct() <= FEW_TIMES ? firstOf(ChartKind.BAR, ChartKind.LINE) : firstOf(ChartKind.LINE);
    }

    private ChartAdvice byCategory(List<Profile> categories) {
        Profile label = categories.getFirst();
        if (categories.size() > 1 && !label.isUnique()) {
            Profile other = categories.get(1);
            if (columns.areUnique(label, other)) {
                boolean many = Math.min(label.distinct(), other.distinct()) > MOST_STACKED;
                return wish.heat() || many
                        ? firstOf(ChartKind.HEAT_MAP, ChartKind.STACKED_BAR)
                        : firstOf(ChartKind.STACKED_BAR, ChartKind.BAR, ChartKind.HEAT_MAP);
            }
        }
        if (!label.isUnique()) {
            return wish.relation() || columns.numbers().size() > 1
                    ? firstOf(ChartKind.SCATTER)
                    : leave("The same label comes in several rows. Ask for a count or a sum per "
                            + new ColumnNames(data.columns()).at(label.at()) + " to see a chart.");
        }
        if (wish.share() && choose(ChartKind.PIE) instanceof ChartAdvice.Draw pie) {
            return pie;
        }
        return wish.relation() ? firstOf(ChartKind.SCATTER, ChartKind.BAR) : firstOf(ChartKind.BAR);
    }

    private ChartAdvice firstOf(ChartKind... kinds) {
        ChartAdvice last = leave("No chart suits these rows.");
        for (ChartKind kind : kinds) {
            last = choose(kind);
            if (last instanceof ChartAdvice.Draw) {
                return last;
            }
        }
        return last;
    }

    /** The best chart of one kind, or why there is none. */
    public ChartAdvice choose(ChartKind kind) {
        if (data.rows().isEmpty()) {
            return leave("There are no rows to draw.");
        }
        Optional<Chart> chart;
        try {
            chart = draft.of(kind);
            chart.ifPresent(made -> ChartRules.check(made, data));
        } catch (FailureException unfit) {
            return leave(unfit.failure().message());
        }
        return chart.<ChartAdvice>map(ChartAdvice.Draw::new).orElseGet(() -> leave(needs(kind)));
    }

    private static String needs(ChartKind kind) {
        return switch (kind) {
            case BAR -> "Bars need a column of labels and one of numbers.";
            case LINE, AREA -> "A line needs a column of times or labels and one of numbers.";
            case STACKED_BAR ->
                "Stacked bars need labels and two columns of numbers, or two columns of labels and one of numbers.";
            case PIE -> "A pie needs a column of labels and one of numbers.";
            case SCATTER -> "A scatter chart needs two columns of numbers, or a time and a number.";
            case HISTOGRAM -> "A histogram needs a column of numbers.";
            case HEAT_MAP -> "A heat map needs two columns of labels and one of numbers.";
            case NUMBER -> "A number needs a column of numbers.";
        };
    }

    private static ChartAdvice leave(String reason) {
        return new ChartAdvice.Leave(reason);
    }
}
