package dev.tabletalk.adapter.web.ui.chart;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.HasValue;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import dev.tabletalk.adapter.web.ui.workspace.Background;
import dev.tabletalk.adapter.web.ui.workspace.Parts;
import dev.tabletalk.adapter.web.ui.workspace.VisibleText;
import dev.tabletalk.application.chart.ChartsUseCase;
import dev.tabletalk.application.chart.ShownChart;
import dev.tabletalk.domain.chart.Chart;
import dev.tabletalk.domain.chart.ChartChoices;
import dev.tabletalk.domain.chart.ChartKind;
import dev.tabletalk.domain.chart.ChartRequest;
import dev.tabletalk.domain.chart.ChartSort;
import dev.tabletalk.domain.chart.NumberFormat;
import dev.tabletalk.domain.conversation.TurnId;
import dev.tabletalk.domain.failure.FailureCode;
import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.query.ResultId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a person can change about a chart. Each change is stored and drawn at once; what makes no sense is disabled. */
final class ChartSettings extends Composite<Div> {
    private static final int NONE = -1;

    private final ChartsUseCase charts;
    private final TurnId turn;
    private final ResultId result;
    private final Consumer<ChartView.Drawn> changed;
    private final Select<ChartKind> kind = new Select<>();
    private final Select<Integer> x = new Select<>();
    private final MultiSelectComboBox<Integer> y = new MultiSelectComboBox<>();
    private final Select<Integer> series = new Select<>();
    private final Select<ChartSort> sort = new Select<>();
    private final Select<NumberFormat> numbers = new Select<>();
    private final Checkbox logarithmic = new Checkbox("Log scale");
    private final Checkbox horizontal = new Checkbox("Horizontal");
    private final Div unsuited = Parts.box("tt-chart-unsuited");
    private final Div problem = Parts.box("tt-chart-problem");
    private List<String> columns = List.of();
    private boolean filling;

    /**
     * @param changed told of each chart that is stored
     * @param remove takes the chart away
     */
    ChartSettings(
            ChartsUseCase charts, TurnId turn, ResultId result, Consumer<ChartView.Drawn> changed, Runnable remove) {
        this.charts = charts;
        this.turn = turn;
        this.result = result;
        this.changed = changed;
        kind.setLabel("Kind");
        x.setLabel("X axis");
        y.setLabel("Values");
        series.setLabel("Colour by");
        sort.setLabel("Order");
        numbers.setLabel("Numbers");
        x.setPlaceholder("None");
        x.setItemLabelGenerator(this::name);
        y.setItemLabelGenerator(this::name);
        series.setItemLabelGenerator(this::name);
        sort.setItems(ChartSort.values());
        sort.setItemLabelGenerator(ChartSort::label);
        numbers.setItems(NumberFormat.values());
        numbers.setItemLabelGenerator(NumberFormat::example);
        y.setAutoExpand(MultiSelectComboBox.AutoExpandMode.VERTICAL);
        kind.addValueChangeListener(event -> change(event, this::otherKind));
        for (HasValue<?, ?> field : List.<HasValue<?, ?>>of(x, y, series, sort, numbers, logarithmic, horizontal)) {
            field.addValueChangeListener(event -> change(event, () -> save(wanted())));
        }
        problem.getElement().setAttribute("role", "status");
        Button reset = Parts.quiet("Reset to suggested", () -> apply(() -> save(ANYTHING)));
        Div fields = Parts.box("tt-chart-fields", kind, x, y, series, sort, numbers);
        Div rest = Parts.box(
                "tt-chart-rest",
                logarithmic,
                horizontal,
                Parts.box("tt-chart-ends", reset, Parts.quiet("Remove chart", remove)));
        getContent().addClassName("tt-chart-settings");
        getContent().getElement().setAttribute("role", "group").setAttribute("aria-label", "Chart settings");
        getContent().add(unsuited, fields, rest, problem);
        setReady(false);
    }

    private static final ChartRequest ANYTHING = ChartRequest.of(null, null, List.of(), null, null);

    /** What is stored, and what could be. */
    private record State(ShownChart shown, ChartChoices choices, ChartView.@Nullable Drawn drawn) {
        static State of(ShownChart shown, boolean changed) {
            return new State(
                    shown,
                    ChartChoices.of(shown.chart(), shown.data(), shown.question()),
                    changed ? ChartView.Drawn.of(shown) : null);
        }
    }

    @Override
    protected void onAttach(AttachEvent event) {
        Background.run(this, () -> State.of(charts.read(turn, result), false), state -> {
            fill(state);
            kind.focus();
        });
    }

    private ShownChart save(ChartRequest request) {
        return charts.save(turn, result, request);
    }

    private void change(HasValue.ValueChangeEvent<?> event, Supplier<ShownChart> work) {
        if (!filling && event.isFromClient()) {
            apply(work);
        }
    }

    private void apply(Supplier<ShownChart> work) {
        problem.setText("");
        Background.run(
                this,
                () -> State.of(work.get(), true),
                state -> {
                    fill(state);
                    if (state.drawn() != null) {
                        changed.accept(state.drawn());
                    }
                },
                this::refused);
    }

    /** Says why, and shows what is stored again. */
    private void refused(FailureException failure) {
        problem.setText(VisibleText.of(failure.failure().message()));
        Background.run(this, () -> State.of(charts.read(turn, result), false), this::fill);
    }

    private ChartRequest wanted() {
        ChartKind chosen = kind.getValue();
        boolean one = series.getValue() != null && series.getValue() != NONE;
        List<String> values = y.getValue().stream().sorted().map(columns::get).toList();
        return new ChartRequest(
                chosen,
                x.isEnabled() ? column(x.getValue()) : null,
                values.isEmpty() ? List.of() : one ? values.subList(0, 1) : values,
                one && series.isEnabled() ? column(series.getValue()) : null,
                sort.getValue(),
                numbers.getValue(),
                logarithmic.isEnabled() && logarithmic.getValue(),
                horizontal.isEnabled() && horizontal.getValue(),
                null);
    }

    /** Keeps the columns where the new kind can have them. */
    private ShownChart otherKind() {
        ChartKind chosen = kind.getValue();
        boolean axis = chosen != ChartKind.HISTOGRAM && chosen != ChartKind.NUMBER;
        boolean many = chosen == ChartKind.BAR || chosen == ChartKind.LINE || chosen == ChartKind.AREA;
        ChartRequest old = wanted();
        List<String> values = many || old.y().isEmpty() ? old.y() : old.y().subList(0, 1);
        ChartRequest kept = new ChartRequest(
                chosen,
                axis ? old.x() : null,
                values,
                chosen.hasSeries() ? old.series() : null,
                old.sort(),
                old.numbers(),
                false,
                null,
                null);
        try {
            return save(kept);
        } catch (FailureException unfit) {
            if (unfit.failure().code() != FailureCode.INVALID) {
                throw unfit;
            }
            return save(new ChartRequest(chosen, null, List.of(), null, old.sort(), old.numbers(), false, null, null));
        }
    }

    private @Nullable String column(@Nullable Integer at) {
        return at == null || at < 0 || at >= columns.size() ? null : columns.get(at);
    }

    private String name(@Nullable Integer at) {
        String column = column(at);
        return column == null ? "None" : VisibleText.of(column);
    }

    private void fill(State state) {
        filling = true;
        Chart chart = state.shown().chart();
        ChartChoices choices = state.choices();
        columns = choices.columns();
        unsuited.setText(choices.unsuited() == null ? "" : VisibleText.of(choices.unsuited()));
        setReady(true);
        kind.setItems(ChartKind.values());
        kind.setItemEnabledProvider(item -> !choices.refused().containsKey(item));
        kind.setItemLabelGenerator(ChartKind::label);
        kind.setRenderer(new ComponentRenderer<Component, ChartKind>(
                item -> withReason(item.label(), choices.refused().get(item))));
        kind.setValue(chart.kind());
        fill(x, choices.labels(), chart.x());
        x.setEnabled(chart.x() != null);
        y.setItems(choices.numbers());
        y.setValue(Set.copyOf(chart.y()));
        List<Integer> colours = new ArrayList<>();
        if (chart.kind() != ChartKind.HEAT_MAP) {
            colours.add(NONE);
        }
        choices.series().stream().filter(at -> !at.equals(chart.x())).forEach(colours::add);
        fill(series, colours, chart.series() == null ? Integer.valueOf(NONE) : chart.series());
        series.setEnabled(chart.kind().hasSeries() && colours.size() > 1);
        sort.setValue(chart.sort());
        sort.setEnabled(chart.kind().hasOrder() || chart.kind() == ChartKind.HEAT_MAP);
        numbers.setValue(chart.numbers());
        logarithmic.setValue(chart.logarithmic());
        setReason(logarithmic, choices.noLogarithm());
        horizontal.setValue(chart.horizontal());
        setReason(horizontal, chart.kind().canLie() ? null : "Only bars can lie.");
        filling = false;
    }

    private static void fill(Select<Integer> field, List<Integer> items, @Nullable Integer value) {
        List<Integer> all = new ArrayList<>(items);
        if (value != null && !all.contains(value)) {
            all.add(value);
        }
        field.setItems(all);
        field.setValue(value);
    }

    private static Component withReason(String label, @Nullable String reason) {
        Div item = Parts.box("tt-chart-choice", Parts.text("tt-chart-choice-name", label));
        if (reason != null) {
            item.add(Parts.text("tt-chart-choice-reason", VisibleText.of(reason)));
        }
        return item;
    }

    private static void setReason(Checkbox box, @Nullable String reason) {
        box.setEnabled(reason == null);
        box.setTooltipText(reason);
        box.setHelperText(reason == null ? "" : reason);
    }

    private void setReady(boolean ready) {
        List.<Component>of(kind, x, y, series, sort, numbers, logarithmic, horizontal)
                .forEach(field -> field.getElement().setEnabled(ready));
    }
}
