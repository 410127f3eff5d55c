package dev.tabletalk.adapter.web.ui.conversation;

import dev.tabletalk.adapter.web.ui.workspace.Workspace;
import dev.tabletalk.application.sql.EditSqlUseCase.Newest;
import dev.tabletalk.domain.chart.Chart;
import dev.tabletalk.domain.conversation.AnswerNote;
import dev.tabletalk.domain.conversation.QueryCell;
import dev.tabletalk.domain.conversation.TurnId;
import dev.tabletalk.domain.conversation.TurnVersions;
import dev.tabletalk.domain.query.ResultId;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is shown beside the messages of turns, read in a few statements however many turns there are.
 *
 * @param read turns that all this is known of
 * @param edited the newest versions of queries that people ran
 * @param charts of the results that each turn shows
 * @param notes figures, next questions and feedback of answers
 */
record Beside(
        Set<TurnId> read,
        Map<TurnId, TurnVersions> versions,
        Map<TurnId, Map<QueryCell, Newest>> edited,
        Map<TurnId, Map<ResultId, Chart>> charts,
        Map<TurnId, AnswerNote> notes) {
    static Beside read(Workspace workspace, Set<TurnId> turns) {
        Map<TurnId, Map<QueryCell, Newest>> edited = new HashMap<>();
        workspace
                .edits()
                .newest(turns)
                .forEach((query, version) -> edited.computeIfAbsent(query.turnId(), turn -> new HashMap<>())
                        .put(query, version));
        return new Beside(
                Set.copyOf(turns),
                workspace.versions().versions(turns),
                edited,
                workspace.charts().charts(turns),
                workspace.notes().notes(turns));
    }

    /** What belongs to one of the turns. */
    void show(@Nullable TurnId turn, ExchangeView view) {
        if (turn == null) {
            return;
        }
        TurnVersions place = versions.get(turn);
        if (place != null) {
            view.showVersions(place);
        }
        Map<QueryCell, Newest> queries = edited.get(turn);
        if (queries != null) {
            view.showEdited(queries);
        }
        if (read.contains(turn)) {
            view.showCharts(charts.getOrDefault(turn, Map.of()));
        }
        AnswerNote note = notes.get(turn);
        if (note != null) {
            view.showNote(note);
        }
    }
}
