package dev.tabletalk.adapter.web.ui.conversation;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import dev.tabletalk.adapter.web.ui.result.ResultView;
import dev.tabletalk.adapter.web.ui.takeaway.DownloadMenu;
import dev.tabletalk.adapter.web.ui.workspace.Workspace;
import dev.tabletalk.domain.query.ResultSummary;

/** What an answer rests on, below its words: the rows of its last query. */
final class AnswerResult extends Composite<Div> {
    AnswerResult(Workspace workspace, ResultSummary rows) {
        getContent().addClassName("tt-answer-evidence");
        ResultView view = new ResultView(workspace.results(), rows);
        view.addAction(new DownloadMenu(workspace, rows));
        getContent().add(view);
    }
}
