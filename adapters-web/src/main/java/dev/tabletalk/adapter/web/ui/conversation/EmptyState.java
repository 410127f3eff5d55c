package dev.tabletalk.adapter.web.ui.conversation;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.UnorderedList;
import dev.tabletalk.adapter.web.ui.workspace.Background;
import dev.tabletalk.adapter.web.ui.workspace.EnvironmentBadge;
import dev.tabletalk.adapter.web.ui.workspace.Parts;
import dev.tabletalk.adapter.web.ui.workspace.Workspace;
import dev.tabletalk.application.agent.AskAgentUseCase.ModelInfo;
import dev.tabletalk.domain.connection.ConnectionCheck;
import dev.tabletalk.domain.connection.DatabaseConnection;
import dev.tabletalk.domain.failure.Failure;
import java.util.List;
import java.util.function.Consumer;

/** Invites to the first question: what database this is, what could be asked, what the agent may do. */
final class EmptyState extends Composite<Div> {
    private static final int SUGGESTIONS = 4;

    private final Workspace workspace;
    private final DatabaseConnection connection;
    private final Consumer<String> ask;
    private final Div suggestions = Parts.box("tt-suggestions");
    private final Div problem = Parts.box("tt-trouble");

    EmptyState(Workspace workspace, DatabaseConnection connection, Consumer<String> ask) {
        this.workspace = workspace;
        this.connection = connection;
        this.ask = ask;
        H2 heading = new H2("What would you like to know?");
        suggestions.getElement().setAttribute("role", "group").setAttribute("aria-label", "Suggested questions");
        problem.setVisible(false);
        getContent().addClassName("tt-empty");
        getContent().add(database(), heading, problem, suggestions, rules());
    }

    private Div database() {
        Div database = Parts.box(
                "tt-empty-database",
                Parts.text("tt-empty-name", connection.name()),
                Parts.text("tt-chip", connection.kind().label()));
        database.add(new EnvironmentBadge(connection));
        return database;
    }

    private UnorderedList rules() {
        ModelInfo model = workspace.agent().model();
        UnorderedList rules = new UnorderedList(
                new ListItem("The agent only reads: it cannot change anything in this database."),
                new ListItem("It sees the names of tables and columns, and the rows its queries give."),
                new ListItem(
                        model.offline()
                                ? "The offline model answers; nothing leaves this machine."
                                : "Those are sent to the model “" + model.name() + "”; passwords never are."));
        rules.addClassName("tt-rules");
        return rules;
    }

    @Override
    protected void onAttach(AttachEvent event) {
        look();
    }

    private void look() {
        for (int i = 0; i < SUGGESTIONS; i++) {
            suggestions.add(Parts.box("tt-suggestion-wait"));
        }
        problem.setVisible(false);
        Background.run(
                this,
                () -> workspace.schema().suggestedQuestions(connection.id()),
                this::suggest,
                failed -> suggest(List.of()));
    }

    private void suggest(List<String> questions) {
        suggestions.removeAll();
        for (String question : questions) {
            NativeButton button = new NativeButton(question, event -> ask.accept(question));
            button.addClassName("tt-suggestion");
            button.getElement().setAttribute("type", "button");
            suggestions.add(button);
        }
        if (questions.isEmpty()) {
            Background.run(this, () -> workspace.connections().test(connection.id()), this::tell, failed -> {
                showProblem(failed.failure());
            });
        }
    }

    private void tell(ConnectionCheck check) {
        switch (check) {
            case ConnectionCheck.Reachable _ ->
                suggestions.add(Parts.text("tt-muted", "No tables were found that this account can read."));
            case ConnectionCheck.Unreachable unreachable -> showProblem(unreachable.failure());
        }
    }

    private void showProblem(Failure failure) {
        Button again = new Button("Try again", event -> look());
        again.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        problem.removeAll();
        problem.add(Parts.text("tt-trouble-text", failure.message()), again);
        problem.setVisible(true);
    }
}
