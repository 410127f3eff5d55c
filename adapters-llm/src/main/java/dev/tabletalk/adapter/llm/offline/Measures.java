package dev.tabletalk.adapter.llm.offline;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The ways in which this schema can answer for a measure. */
final class Measures {
    private static final List<String> AMOUNTS = List.of(
            "revenue",
            "total",
            "grand_total",
            "order_total",
            "total_amount",
            "total_price",
            "sales",
            "turnover",
            "line_total",
            "amount",
            "net_amount",
            "amount_paid",
            "subtotal");
    private static final List<String> UNIT_PRICES =
            List.of("unit_price", "price", "price_each", "sale_price", "list_price");
    private static final Set<String> NOT_SALES = Set.of(
            "return", "refund", "budget", "expense", "cost", "plan", "stock", "inventory", "cart", "fine", "salary");

    private final SchemaMap schema;
    private final SqlDialect dialect;

    Measures(SchemaMap schema, SqlDialect dialect) {
        this.schema = schema;
        this.dialect = dialect;
    }

    List<MeasureOption> options(Measure measure) {
        return switch (measure) {
            case Measure.Count(Mention what, boolean distinct) -> counts(what, distinct);
            case Measure.Of(Measure.Function function, Mention column) -> columns(function, column);
            case Measure.Business(Measure.Concept concept) ->
                switch (concept) {
                    case REVENUE -> revenue("SUM", "revenue");
                    case AVERAGE_ORDER -> revenue("AVG", "average_order_value");
                    case PROFIT -> profit();
                    case UNITS -> units();
                };
        };
    }

    private List<MeasureOption> counts(Mention what, boolean distinct) {
        List<MeasureOption> options = new ArrayList<>();
        for (TableInfo table : what.tables()) {
            String key = table.primaryKey().size() == 1
                    ? Select.reference(dialect, table.primaryKey().getFirst())
                    : "";
            String things = table.things();
            options.add(new MeasureOption(
                    table.name(),
                    Set.of(),
                    "COUNT(*)",
                    key,
                    table.thing() + "_count",
                    things,
                    false,
                    false,
                    table.view() ? 3 : 0));
        }
        if (options.isEmpty()) {
            for (ColumnInfo column : what.columns()) {
                String reference = Select.reference(dialect, column);
                String name = Sentences.words(column.name());
                options.add(new MeasureOption(
                        column.table(),
                        Set.of(),
                        "COUNT(DISTINCT " + reference + ")",
                        reference,
                        Words.singular(column.name()) + "_count",
                        (distinct ? "different " : "") + Sentences.plural(name),
                        false,
                        false,
                        schema.tableOf(column).view() ? 3 : 0));
            }
        }
        return options;
    }

    private List<MeasureOption> columns(Measure.Function function, Mention mention) {
        List<MeasureOption> options = new ArrayList<>();
        for (ColumnInfo column : mention.columns()) {
            boolean orders = function == Measure.Function.MIN || function == Measure.Function.MAX;
            if (!column.isNumber() && !(orders && column.isTime())) {
                continue;
            }
            String reference = Select.reference(dialect, column);
            String name = Sentences.words(column.name());
            String word = switch (function) {
                case SUM -> "total";
                case AVG -> "average";
                case MIN -> "lowest";
                case MAX -> "highest";
            };
            boolean decimal =
                    function == Measure.Function.AVG || (function == Measure.Function.SUM && !column.isInteger());
            options.add(new MeasureOption(
                    column.table(),
                    Set.of(),
                    function + "(" + reference + ")",
                    reference,
                    column.name().startsWith(word)
                            ? column.name()
                            : word + "_" + column.name().toLowerCase(Locale.ROOT),
                    name.startsWith(word) ? name : word + " " + name,
                    decimal,
                    false,
                    schema.tableOf(column).view() ? 3 : 0));
        }
        return options;
    }

    private List<MeasureOption> revenue(String function, String alias) {
        List<MeasureOption> options = new ArrayList<>();
        String words = alias.replace('_', ' ');
        for (TableInfo table : sellingTables()) {
            named(table, AMOUNTS).ifPresent(amount -> {
                double cost = AMOUNTS.indexOf(normal(amount)) * 0.1 + facts(table) + (isPayment(table) ? 0.8 : 0);
                options.add(option(table, function, Select.reference(dialect, amount), alias, words, cost));
            });
            Optional<ColumnInfo> price = named(table, UNIT_PRICES);
            Optional<ColumnInfo> quantity = named(table, Attribute.UNITS.names());
            if (price.isPresent() && quantity.isPresent()) {
                String line =
                        Select.reference(dialect, quantity.get()) + " * " + Select.reference(dialect, price.get());
                if (function.equals("SUM")) {
                    options.add(option(table, function, line, alias, words, 0.5 + facts(table)));
                }
            } else if (quantity.isPresent() && function.equals("SUM")) {
                pricedTarget(table, UNIT_PRICES).ifPresent(unit -> {
                    String line = Select.reference(dialect, quantity.get()) + " * " + Select.reference(dialect, unit);
                    options.add(new MeasureOption(
                            table.name(),
                            Set.of(unit.table()),
                            "SUM(" + line + ")",
                            line,
                            alias,
                            words,
                            true,
                            true,
                            1));
                });
            }
        }
        return options;
    }

    private List<MeasureOption> profit() {
        List<MeasureOption> options = new ArrayList<>();
        for (TableInfo table : sellingTables()) {
            Optional<ColumnInfo> price = named(table, UNIT_PRICES);
            Optional<ColumnInfo> quantity = named(table, Attribute.UNITS.names());
            Optional<ColumnInfo> cost = named(table, COSTS).or(() -> pricedTarget(table, COSTS));
            if (price.isPresent() && quantity.isPresent() && cost.isPresent()) {
                String line = Select.reference(dialect, quantity.get()) + " * ("
                        + Select.reference(dialect, price.get()) + " - " + Select.reference(dialect, cost.get()) + ")";
                options.add(new MeasureOption(
                        table.name(),
                        Set.of(cost.get().table()),
                        "SUM(" + line + ")",
                        line,
                        "profit",
                        "profit",
                        true,
                        true,
                        0));
            }
        }
        return options;
    }

    private static final List<String> COSTS =
            List.of("cost", "unit_cost", "cost_price", "purchase_price", "standard_cost");

    private List<MeasureOption> units() {
        List<MeasureOption> options = new ArrayList<>();
        for (TableInfo table : sellingTables()) {
            named(table, Attribute.UNITS.names())
                    .ifPresent(quantity -> options.add(new MeasureOption(
                            table.name(),
                            Set.of(),
                            "SUM(" + Select.reference(dialect, quantity) + ")",
                            Select.reference(dialect, quantity),
                            "units_sold",
                            "units sold",
                            !quantity.isInteger(),
                            true,
                            facts(table))));
        }
        return options;
    }

    private MeasureOption option(
            TableInfo table, String function, String inner, String alias, String words, double cost) {
        return new MeasureOption(
                table.name(), Set.of(), function + "(" + inner + ")", inner, alias, words, true, true, cost);
    }

    private List<TableInfo> sellingTables() {
        return schema.tables().stream()
                .filter(table -> !table.view())
                .filter(table -> Words.ofName(table.shortName()).stream().noneMatch(NOT_SALES::contains))
                .toList();
    }

    private static boolean isPayment(TableInfo table) {
        return Words.ofName(table.shortName()).contains("payment");
    }

    /** Things that happen refer to other things; what refers to nothing is rather a list of things. */
    private static double facts(TableInfo table) {
        return table.links().isEmpty() ? 1 : 0;
    }

    private Optional<ColumnInfo> pricedTarget(TableInfo table, List<String> names) {
        return table.links().stream()
                .flatMap(link -> schema.tables().stream()
                        .filter(target -> target.name().equals(link.to()))
                        .flatMap(target -> named(target, names).stream()))
                .findFirst();
    }

    private static Optional<ColumnInfo> named(TableInfo table, List<String> names) {
        Predicate<ColumnInfo> isNumber = ColumnInfo::isNumber;
        return names.stream()
                .flatMap(name ->
                        table.columns(isNumber.and(column -> normal(column).equals(name))).stream())
                .findFirst();
    }

    private static String normal(ColumnInfo column) {
        return String.join("_", Words.split(column.name()));
    }
}
