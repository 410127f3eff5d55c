package dev.tabletalk.adapter.web.ui.chart;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.tabletalk.adapter.web.ui.workspace.Background;
import dev.tabletalk.adapter.web.ui.workspace.Parts;
import dev.tabletalk.adapter.web.ui.workspace.VisibleText;
import dev.tabletalk.application.chart.ChartsUseCase;
import dev.tabletalk.application.chart.ShownChart;
import dev.tabletalk.domain.chart.Chart;
import dev.tabletalk.domain.chart.ChartKind;
import dev.tabletalk.domain.chart.ChartText;
import dev.tabletalk.domain.conversation.TurnId;
import dev.tabletalk.domain.query.ResultId;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The chart that a turn shows of a result. Until it comes into view it only keeps its place; then the browser gets the rows it
 * draws, and the server forgets them.
 */
public final class ChartView extends Composite<Div> {
    private static final String SEEN_EVENT = "tt-visible";
    private static final String WAITING = "tt-chart-wait";
    /** Loads the script of charts with the first of them. */
    private static final String SCRIPT =
            "window.tabletalkCharts = window.tabletalkCharts || import(new URL('tabletalk/chart.js', document.baseURI).href);"
                    + "window.tabletalkCharts.then(charts => ";

    private final ChartsUseCase charts;
    private final TurnId turn;
    private final ResultId result;
    private final Consumer<Chart> removed;
    private final Div stage = Parts.box("tt-chart-stage");
    private final Span title = Parts.text("tt-chart-title", "");
    private final Span version = Parts.text("tt-version-name", "");
    private @Nullable Chart chart;
    private @Nullable ChartSettings settings;
    private @Nullable Button change;
    private boolean seen;
    private int readings;

    /**
     * @param known null when that is not known yet
     * @param removed told when a person has taken the chart away
     */
    public ChartView(
            ChartsUseCase charts, TurnId turn, ResultId result, @Nullable Chart known, Consumer<Chart> removed) {
        this.charts = charts;
        this.turn = turn;
        this.result = result;
        this.chart = known;
        this.removed = removed;
        getContent().addClassNames("tt-chart", WAITING);
        getContent().getElement().setAttribute("role", "group").setAttribute("aria-label", "Chart");
        getContent().getElement().addEventListener(SEEN_EVENT, event -> load());
        getContent().add(stage);
        version.setVisible(false);
        mark(known);
    }

    /** @param name of the version of a query whose rows are drawn, such as "v2"; empty when there is only one */
    void setVersion(String name) {
        version.setText(name);
        version.setVisible(!name.isEmpty());
        getContent().getElement().setAttribute("aria-label", name.isEmpty() ? "Chart" : "Chart of " + name);
    }

    /** The chart as it was last read or chosen; null when it is not known yet. */
    @Nullable
    Chart chart() {
        return chart;
    }

    /** A number takes less room than a drawing. */
    private void mark(@Nullable Chart shown) {
        boolean number = shown != null && shown.kind() == ChartKind.NUMBER;
        getContent().setClassName("tt-chart-number", number);
    }

    /** Brings it up to date with what is stored now. */
    public void update(Chart now) {
        if (!now.equals(chart)) {
            chart = now;
            mark(now);
            if (seen) {
                read(() -> charts.read(turn, result));
            }
        }
    }

    @Override
    protected void onAttach(AttachEvent event) {
        if (seen) {
            read(() -> charts.read(turn, result));
        }
    }

    /** Draws it, the first time it is called. */
    public void load() {
        if (!seen) {
            seen = true;
            furnish();
            read(() -> charts.read(turn, result));
        }
    }

    private void furnish() {
        getContent().removeClassName(WAITING);
        Button settingsButton = Parts.icon("Change the chart", "pencil", this::toggleSettings);
        settingsButton.getElement().setAttribute("aria-expanded", "false");
        change = settingsButton;
        Div actions = Parts.box("tt-chart-actions", settingsButton, download("PNG"), download("SVG"));
        Div notes = Parts.box("tt-chart-notes");
        notes.getElement().setAttribute("role", "note");
        getContent().addComponentAsFirst(Parts.box("tt-chart-head", version, title, actions));
        getContent().add(notes);
    }

    private Button download(String format) {
        Button button = Parts.quiet(format, () -> {});
        button.setAriaLabel("Download chart as " + format);
        button.setTooltipText("Download chart as " + format);
        button.addClickListener(event -> getElement().executeJs(SCRIPT + "charts.download(this, $0))", format));
        return button;
    }

    /** Only the newest reading counts, whatever becomes of others. */
    private void read(Supplier<ShownChart> work) {
        int mine = ++readings;
        Background.run(
                this,
                () -> Drawn.of(work.get()),
                drawn -> {
                    if (mine == readings) {
                        show(drawn);
                    }
                },
                failed -> {
                    if (mine == readings) {
                        stage.removeAll();
                        stage.add(Parts.text("tt-muted", failed.failure().message()));
                    }
                });
    }

    /**
     * All that the browser needs; the rows are only in here.
     *
     * @param alternative what it shows, in words
     */
    record Drawn(Chart chart, String title, String alternative, String json) {
        static Drawn of(ShownChart shown) {
            return new Drawn(
                    shown.chart(),
                    VisibleText.of(ChartText.title(shown.chart(), shown.data())),
                    VisibleText.of(ChartText.of(shown.chart(), shown.data())),
                    ChartJson.of(shown));
        }
    }

    /** Shows a chart as it is stored now. */
    void show(Drawn drawn) {
        readings++;
        chart = drawn.chart();
        mark(chart);
        title.setText(drawn.title());
        title.getElement().setAttribute("title", drawn.title());
        stage.getElement()
                .setAttribute("role", "img")
                .setAttribute("aria-label", drawn.alternative() + " The table has all values.");
        getElement().executeJs(SCRIPT + "charts.show(this, $0))", drawn.json());
    }

    private void remove() {
        Background.run(
                this,
                () -> {
                    Chart last = charts.read(turn, result).chart();
                    charts.remove(turn, result);
                    return last;
                },
                removed);
    }

    private void toggleSettings() {
        boolean open = settings == null;
        if (settings != null) {
            getContent().remove(settings);
            settings = null;
        } else {
            settings = new ChartSettings(charts, turn, result, this::show, this::remove);
            getContent().addComponentAtIndex(1, settings);
        }
        if (change != null) {
            change.getElement().setAttribute("aria-expanded", String.valueOf(open));
        }
    }
}
