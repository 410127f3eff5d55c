package dev.tabletalk.adapter.llm.offline;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a question asks for, before it is decided which tables and columns answer it. Filled by {@link FrameReader}. */
final class Frame {
    boolean follows;
    /** Asks for the period before the one of the question before. */
    boolean before;

    /** Of which question each filter is; what is missing is of the first. */
    final List<Integer> rounds = new ArrayList<>();

    /** Further functions of the column that the measure is about. */
    final List<Measure.Function> alsoFunctions = new ArrayList<>();

    /** People or things of which those are counted that pass an amount. */
    @Nullable
    Mention countOver;

    boolean standsAlone;
    boolean asksList;

    @Nullable
    Measure measure;
    /** The measure is taken per group first and then averaged over the groups. */
    boolean averagePerGroup;

    /** Something is asked for each group by itself, as in "per category". */
    boolean perEach;

    boolean share;
    boolean whether;
    boolean trend;
    boolean compares;
    boolean who;
    boolean when;

    @Nullable
    Mention subject;

    @Nullable
    Mention asked;

    @Nullable
    Ranking ranking;

    @Nullable
    Integer limit;

    @Nullable
    Sort sort;

    @Nullable
    TimeUnit timeUnit;

    final List<Mention> outputs = new ArrayList<>();
    final List<Mention> related = new ArrayList<>();
    final List<Mention> actions = new ArrayList<>();
    final List<Mention> groups = new ArrayList<>();
    final List<Period> periods = new ArrayList<>();
    final List<Filter> filters = new ArrayList<>();
    final List<String> notes = new ArrayList<>();
    final List<String> unknown = new ArrayList<>();

    /** @param by null when the measure ranks, or the attribute does */
    record Ranking(
            boolean descending,
            @Nullable Attribute attribute,
            @Nullable Mention by,
            boolean oftenest) {}

    /**
     * @param by null for the measure, or the names of things
     * @param descending null when it was not said
     * @param byName alphabetically
     */
    record Sort(@Nullable Mention by, @Nullable Boolean descending, boolean byName) {
        String direction() {
            return Boolean.TRUE.equals(descending) ? " DESC" : "";
        }
    }

    boolean isEmpty() {
        return measure == null
                && subject == null
                && asked == null
                && outputs.isEmpty()
                && related.isEmpty()
                && actions.isEmpty()
                && groups.isEmpty()
                && filters.isEmpty()
                && ranking == null
                && timeUnit == null
                && periods.isEmpty()
                && sort == null
                && !before
                && unknown.isEmpty()
                && limit == null;
    }

    /** Whether it says by itself what it is about. */
    private boolean isComplete() {
        return measure != null || subject != null || asked != null || !outputs.isEmpty();
    }

    /** Whether it only makes sense together with the question before it. */
    boolean isFollowUp() {
        return (follows && !standsAlone) || (!isComplete() && !isEmpty());
    }

    /** This frame with what the next question changes about it. */
    Frame changedBy(Frame next) {
        Frame merged = new Frame();
        boolean regrouped = !next.groups.isEmpty() || next.timeUnit != null || next.asked != null;
        // "by category" after "only the top 3" asks for all categories.
        boolean otherGroups = !next.groups.isEmpty() || next.timeUnit != null;
        boolean newMeasure = next.measure != null;
        merged.measure = newMeasure ? next.measure : measure;
        merged.averagePerGroup = newMeasure ? next.averagePerGroup : averagePerGroup && !regrouped;
        merged.share = next.share || share;
        merged.whether = next.whether;
        merged.trend = next.trend || (trend && !regrouped);
        merged.compares = next.compares || (compares && next.periods.isEmpty());
        merged.who = next.who || who;
        merged.asksList = next.asksList || asksList;
        merged.subject = next.subject != null && (measure == null || newMeasure) ? next.subject : subject;
        merged.asked = regrouped ? next.asked : asked;
        merged.ranking = next.ranking != null ? next.ranking : otherGroups ? null : ranking;
        merged.limit = next.limit != null ? next.limit : otherGroups ? null : limit;
        merged.sort = next.sort != null ? next.sort : sort;
        merged.timeUnit = regrouped ? next.timeUnit : timeUnit;
        merged.outputs.addAll(next.outputs.isEmpty() ? outputs : next.outputs);
        merged.related.addAll(related);
        merged.related.addAll(next.related);
        merged.actions.addAll(actions);
        merged.actions.addAll(next.actions);
        merged.groups.addAll(regrouped ? next.groups : groups);
        if (!newMeasure && next.subject != null && measure != null && !regrouped) {
            // "and for products?" after "revenue by country" asks for another breakdown.
            merged.groups.clear();
            merged.groups.add(next.subject);
            merged.asked = null;
            merged.timeUnit = null;
        }
        merged.periods.addAll(next.compares && !next.periods.isEmpty() && periods.size() == 1 ? periods : List.of());
        if (next.before && next.periods.isEmpty() && periods.size() == 1) {
            merged.periods.add(periods.getFirst().previous());
        } else {
            merged.periods.addAll(next.periods.isEmpty() ? periods : next.periods);
        }
        merged.alsoFunctions.addAll(newMeasure ? next.alsoFunctions : alsoFunctions);
        merged.filters.addAll(filters);
        int round = rounds.stream().mapToInt(Integer::intValue).max().orElse(0) + 1;
        for (int i = 0; i < filters.size(); i++) {
            merged.rounds.add(i < rounds.size() ? rounds.get(i) : Integer.valueOf(0));
        }
        next.filters.forEach(filter -> merged.rounds.add(round));
        merged.filters.addAll(next.filters);
        merged.countOver = next.countOver;
        merged.notes.addAll(next.notes);
        merged.unknown.addAll(next.unknown);
        return merged;
    }
}
