package dev.tabletalk.adapter.llm.offline;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns the pieces of one question into a frame, from left to right: words that open something wait for what fills it. */
final class FrameReader {
    /** A number waits for what it counts across these. */
    private static final Set<Keyword> CONTINUES =
            Set.of(Keyword.OR_MORE, Keyword.OR_LESS, Keyword.AND, Keyword.OF, Keyword.DISTINCT, Keyword.OFTEN);

    /** "which cities" before one of these are cities to measure. */
    private static final Set<Keyword> MEASURING =
            Set.of(Keyword.REVENUE, Keyword.MORE, Keyword.LESS, Keyword.AT_LEAST, Keyword.AT_MOST);

    private static final String STATISTICS =
            "(?i)median|percentile|quantile|quartile|variance|standard deviation|correlation|mode";

    private final List<Tag> tags;
    private final Frame frame = new Frame();

    private boolean counting;
    private boolean distinct;
    private boolean grouping;
    private boolean per;
    private boolean perGroup;
    private boolean sorting;
    private boolean negated;
    private boolean lacking;
    private boolean having;
    private boolean which;
    private boolean howMuch;
    private boolean comparingTables;
    private Measure.@Nullable Function function;
    private Tag.@Nullable Rank rank;
    private Filter.@Nullable Operator operator;
    private @Nullable BigDecimal lower;
    private @Nullable Pending number;
    private @Nullable Mention lastName;
    private int lastNameAt = -9;

    private FrameReader(List<Tag> tags) {
        this.tags = tags;
    }

    private record Pending(
            Filter.Operator operator,
            BigDecimal value,
            @Nullable BigDecimal upper) {}

    static Frame read(Tagger.Tagged tagged) {
        FrameReader reader = new FrameReader(tagged.tags());
        reader.frame.notes.addAll(tagged.corrections());
        for (int at = 0; at < reader.tags.size(); at++) {
            reader.take(at);
        }
        reader.finish();
        return reader.frame;
    }

    private void take(int at) {
        switch (tags.get(at)) {
            case Tag.Key(Keyword keyword, String text) -> key(keyword, text, at);
            case Tag.Rank next -> rank(next);
            case Tag.Name(Mention mention) -> name(mention, at);
            case Tag.Num(BigDecimal value) -> number(value, at);
            case Tag.Span(Period period) -> {
                settleNumber();
                frame.periods.add(period);
                grouping = false;
            }
            case Tag.Unit(TimeUnit unit, boolean asked) -> unit(unit, asked);
            case Tag.Literal(String text, boolean quoted) -> literal(text, quoted, at);
            case Tag.Pause() -> settleNumber();
        }
    }

    private void key(Keyword keyword, String text, int at) {
        if (!CONTINUES.contains(keyword) && !isMeasure(keyword)) {
            settleNumber();
        }
        switch (keyword) {
            case COUNT -> {
                if (function == Measure.Function.AVG) {
                    frame.averagePerGroup = true;
                }
                function = null;
                counting = true;
                rankByMeasureAfterBy();
            }
            case HOW_MUCH -> howMuch = true;
            case SUM -> function = function == null ? Measure.Function.SUM : function;
            case AVERAGE -> {
                function(Measure.Function.AVG);
                rankByMeasureAfterBy();
            }
            case MAXIMUM -> function(Measure.Function.MAX);
            case MINIMUM -> function(Measure.Function.MIN);
            case BEFORE -> frame.before = true;
            case OUT_OF -> number = new Pending(Filter.Operator.EQUAL, BigDecimal.ZERO, null);
            case DISTINCT -> distinct = true;
            case SHARE -> frame.share = true;
            case REVENUE -> {
                Optional<Mention> pay = text.startsWith("earn") ? pay() : Optional.empty();
                if (pay.isPresent()) {
                    earned(pay.get(), at);
                } else if (text.startsWith("earn") && frame.who && frame.subject == null && frame.asked == null) {
                    frame.unknown.add("I do not know whose earnings are meant. Say it, such as in \"which employee\".");
                } else {
                    business(Measure.Concept.REVENUE);
                }
            }
            case ORDER_VALUE -> business(Measure.Concept.AVERAGE_ORDER);
            case PROFIT -> business(Measure.Concept.PROFIT);
            case UNITS -> units(text);
            case PRICE -> price();
            case BY -> {
                grouping = true;
                per = false;
            }
            case PER -> {
                grouping = true;
                per = true;
            }
            case WHICH -> which = true;
            case WHO -> {
                which = false;
                frame.who = true;
            }
            case WHEN -> frame.when = true;
            case WITH -> {
                having = true;
                which = false;
                grouping = false;
            }
            case WITHOUT -> lacking = true;
            case NOT -> negated = true;
            case EQUAL -> operator = Filter.Operator.EQUAL;
            case MORE -> operator = Filter.Operator.MORE;
            case AT_LEAST -> operator = Filter.Operator.AT_LEAST;
            case LESS -> operator = Filter.Operator.LESS;
            case AT_MOST -> operator = Filter.Operator.AT_MOST;
            case BETWEEN -> operator = Filter.Operator.BETWEEN;
            case OR_MORE -> reopen(Filter.Operator.AT_LEAST);
            case OR_LESS -> reopen(Filter.Operator.AT_MOST);
            case SORT -> sorting = true;
            case ASCENDING -> direct(false);
            case DESCENDING -> direct(true);
            case ALPHABETICAL -> frame.sort = new Frame.Sort(null, null, true);
            case COMPARE -> {
                frame.compares = true;
                comparingTables = true;
            }
            case TREND -> frame.trend = true;
            case WHETHER -> frame.whether = at == 0;
            case LIST -> frame.asksList = true;
            case FOLLOW -> frame.follows = frame.follows || at <= 1 || text.equals("instead");
            case OFTEN -> often();
            case AND -> frame.follows = frame.follows || (at == 0 && text.equals("and"));
            case OF, OR -> {}
        }
    }

    /** "minimum and maximum price" asks for both. */
    private void function(Measure.Function next) {
        if (function != null && function != Measure.Function.SUM && function != next) {
            frame.alsoFunctions.add(next);
        } else {
            function = next;
        }
    }

    private static boolean isMeasure(Keyword keyword) {
        return keyword == Keyword.REVENUE || keyword == Keyword.UNITS || keyword == Keyword.PROFIT;
    }

    private void business(Measure.Concept concept) {
        if (number != null) {
            amount(number);
            number = null;
        }
        if (counting && frame.measure == null && concept == Measure.Concept.REVENUE) {
            // "number of sales" where nothing is called a sale: what was sold.
            concept = Measure.Concept.UNITS;
        }
        boolean average = function == Measure.Function.AVG;
        if (average && concept == Measure.Concept.REVENUE) {
            frame.averagePerGroup = true;
        }
        if (frame.measure instanceof Measure.Count(Mention what, boolean different)
                && concept != Measure.Concept.UNITS) {
            frame.countOver = what;
        }
        boolean better = frame.measure == null || frame.measure instanceof Measure.Count;
        if (better || (concept != Measure.Concept.UNITS && frame.measure instanceof Measure.Business)) {
            frame.measure = new Measure.Business(concept);
        }
        function = null;
        counting = false;
        rankByMeasureAfterBy();
    }

    /** What those who are asked about are paid, where their table keeps it. */
    private Optional<Mention> pay() {
        List<Mention> about = new ArrayList<>();
        if (frame.measure instanceof Measure.Count(Mention what, boolean different)) {
            about.add(what);
        }
        if (frame.subject != null) {
            about.add(frame.subject);
        }
        if (frame.asked != null) {
            about.add(frame.asked);
        }
        return about.stream()
                .flatMap(mention -> mention.tables().stream())
                .flatMap(table -> table.columns(ColumnInfo::isNumber).stream())
                .filter(column -> Words.ofName(column.name()).stream().anyMatch(Attribute.PAY.names()::contains))
                .findFirst()
                .map(column -> new Mention(column.name(), List.of(), List.of(column), false, false));
    }

    private void earned(Mention pay, int at) {
        if (isQualifier(at)) {
            lastName = pay;
            lastNameAt = at;
        } else if (rank == null && at + 1 < tags.size() && tags.get(at + 1) instanceof Tag.Rank next) {
            frame.ranking = new Frame.Ranking(next.descending(), null, pay, false);
            frame.outputs.add(pay);
        } else {
            name(pay, at);
        }
    }

    /** "sold" is only something done when another measure was asked for. */
    private void units(String text) {
        boolean verb = text.startsWith("s") && !text.equals("selling");
        if (verb && negated) {
            frame.filters.add(new Filter.Presence(SOLD, false));
            negated = false;
        } else if (frame.measure instanceof Measure.Count count && !isThing(count.what())) {
            frame.actions.add(SOLD);
        } else {
            business(Measure.Concept.UNITS);
        }
    }

    /** Stands for whatever table holds what was sold; the planner finds it. */
    static final Mention SOLD = new Mention("sold", List.of(), List.of(), true, false);

    /** Counting things that were sold means counting pieces, counting people who sold means counting people. */
    private static boolean isThing(Mention mention) {
        return mention.isTable()
                && mention.tables().getFirst().columns().stream()
                        .anyMatch(column -> Attribute.PRICE.names().contains(column.name()));
    }

    private void price() {
        lastName = PRICE;
        lastNameAt = Integer.MAX_VALUE;
        if (howMuch) {
            frame.outputs.add(PRICE);
        }
    }

    /** Stands for the price column of whatever is asked about. */
    static final Mention PRICE = new Mention("price", List.of(), List.of(), false, false);

    private void often() {
        Pending times = number;
        Mention action = lastName;
        if (times != null && action != null && action.isTable()) {
            frame.actions.remove(action);
            frame.filters.add(new Filter.HowMany(action, times.operator(), times.value()));
            number = null;
            return;
        }
        if (rank != null || which) {
            frame.ranking = new Frame.Ranking(rank == null || rank.descending(), null, null, true);
            rank = null;
        }
    }

    /** "top 5 customers by revenue" ranks by the revenue instead of grouping by it. */
    private void rankByMeasureAfterBy() {
        if (grouping && (rank != null || frame.ranking != null || sorting)) {
            grouping = false;
        }
        if (sorting) {
            frame.sort = new Frame.Sort(null, null, false);
        }
        grouping = false;
    }

    private void reopen(Filter.Operator meant) {
        if (number != null) {
            number = new Pending(meant, number.value(), null);
            return;
        }
        if (!frame.filters.isEmpty() && frame.filters.getLast() instanceof Filter.Comparison last) {
            frame.filters.set(
                    frame.filters.size() - 1, new Filter.Comparison(last.column(), meant, last.value(), null));
        }
    }

    private void direct(boolean descending) {
        Frame.Sort sort = frame.sort;
        frame.sort = new Frame.Sort(sort == null ? null : sort.by(), descending, sort != null && sort.byName());
    }

    private void rank(Tag.Rank next) {
        settleNumberAsLimit();
        having = false;
        if (next.attribute() == Attribute.UNITS) {
            frame.measure = frame.measure == null ? new Measure.Business(Measure.Concept.UNITS) : frame.measure;
            rank = new Tag.Rank(next.descending(), null, next.text());
            return;
        }
        boolean last = nothingAfter(next)
                && next.attribute() == Attribute.DATE
                && next.text().matches("first|last");
        if (last) {
            rankByDone(next);
            return;
        }
        if (rank == null || rank.attribute() == null) {
            // "top 5 most expensive": the later word knows more.
            rank = next;
        }
    }

    /** "which store opened first": by the date of what was done. */
    private void rankByDone(Tag.Rank next) {
        Mention done = lastName;
        boolean things = frame.asked != null || frame.subject != null;
        if (!things && !frame.who) {
            return;
        }
        boolean told = done != null
                && lastNameAt == tags.size() - 2
                && !done.isTable()
                && done.columns().stream().anyMatch(ColumnInfo::isTime);
        if (told && frame.measure == null && frame.ranking == null) {
            frame.ranking = new Frame.Ranking(next.descending(), null, done, false);
        } else if (frame.measure == null && frame.ranking == null) {
            frame.unknown.add("I do not see by which date \"" + next.text() + "\" is meant.");
        }
    }

    private boolean nothingAfter(Tag tag) {
        return tags.getLast().equals(tag);
    }

    private void unit(TimeUnit unit, boolean asked) {
        settleNumber();
        frame.timeUnit = unit;
        which = which && !asked;
        perGroup = true;
        grouping = false;
    }

    private void name(Mention mention, int at) {
        if (isState(mention, at)) {
            literal(mention.text(), false, at);
            return;
        }
        boolean flag = mention.isFlag() && !lacking && !negated;
        boolean describes = flag || (number != null && !mention.isTable());
        if (flag) {
            frame.outputs.add(mention);
        } else if (!fill(mention, at)) {
            place(mention, at);
        }
        lastName = mention;
        lastNameAt = at;
        if (describes) {
            // "discontinued products", "5 star reviews": the thing itself comes next.
            return;
        }
        counting = false;
        which = false;
        distinct = false;
        sorting = false;
        lacking = false;
        negated = false;
        having = false;
    }

    /** "refunded orders": not the amounts of that name, but how something ended, which is stored as a text. */
    private boolean isState(Mention mention, int at) {
        return mention.verb()
                && !mention.isTable()
                && mention.columns().stream().allMatch(ColumnInfo::isNumber)
                && number == null
                && rank == null
                && function == null
                && !grouping
                && !isQualifier(at)
                && tags.subList(at + 1, tags.size()).stream().noneMatch(Tag.Rank.class::isInstance);
    }

    /** Whether something was waiting for this name. */
    private boolean fill(Mention mention, int at) {
        if (sorting) {
            frame.sort = new Frame.Sort(mention, null, false);
            return true;
        }
        if (lacking
                || (negated && mention.isTable())
                || (negated && !isQualifier(at) && !mention.columns().isEmpty())) {
            frame.filters.add(new Filter.Presence(mention, false));
            return true;
        }
        if (number != null) {
            return fillNumber(mention);
        }
        if (counting) {
            frame.measure = new Measure.Count(mention, distinct);
            return true;
        }
        if (grouping) {
            return group(mention);
        }
        if (function != null && !mention.isTable() && mention.isNumber()) {
            frame.measure = new Measure.Of(function, mention);
            function = null;
            return true;
        }
        if (function == Measure.Function.SUM && mention.isTable()) {
            frame.measure = new Measure.Count(mention, distinct);
            function = null;
            return true;
        }
        if (distinct) {
            frame.groups.add(mention);
            frame.asksList = true;
            return true;
        }
        return false;
    }

    private boolean fillNumber(Mention mention) {
        Pending pending = number;
        number = null;
        if (pending == null) {
            return false;
        }
        if (!mention.isTable() && mention.isNumber()) {
            frame.filters.add(new Filter.Comparison(mention, pending.operator(), pending.value(), pending.upper()));
        } else if (mention.isTable()) {
            frame.filters.add(new Filter.HowMany(mention, pending.operator(), pending.value()));
        } else {
            number = pending;
            settleNumber();
            return false;
        }
        return true;
    }

    private boolean group(Mention mention) {
        boolean ranksByColumn = (rank != null || frame.ranking != null)
                && !mention.isTable()
                && mention.isNumber()
                && frame.measure == null;
        if (ranksByColumn && rank != null) {
            frame.ranking = new Frame.Ranking(rank.descending(), null, mention, false);
            rank = null;
            grouping = false;
        } else if (!per && countsForRank(mention)) {
            frame.measure = new Measure.Count(mention, false);
            grouping = false;
        } else {
            frame.groups.add(mention);
            perGroup = perGroup || per;
        }
        return true;
    }

    /** "top 10 cities by customers", "top 3 suppliers by products": what belongs to each is counted. */
    private boolean countsForRank(Mention mention) {
        Mention ranked = frame.asked != null ? frame.asked : frame.subject;
        boolean open = frame.measure == null && rank != null && rank.attribute() == null && mention.isTable();
        if (!open || ranked == null) {
            return false;
        }
        TableInfo counted = mention.tables().getFirst();
        return ranked.columns().stream().anyMatch(column -> column.table().equals(counted.name()))
                || ranked.tables().stream()
                        .anyMatch(table -> counted.links().stream()
                                .anyMatch(link -> link.to().equals(table.name())));
    }

    private void place(Mention mention, int at) {
        Tag.Rank ranked = rank;
        if (isObjectOfAbsence(mention, at)) {
            return;
        }
        if (ranked != null && ranked.attribute() == Attribute.COMMON && !mention.isTable()) {
            frame.groups.add(mention);
        } else if (ranked != null && ranked.attribute() == null && mention.verb() && mention.isTable()) {
            rankBy(mention);
        } else if (ranked != null && which && !mention.isTable() && mention.isNumber()) {
            rankBy(mention);
        } else if (ranked != null && ranked.attribute() == null && isNamesOnly(mention)) {
            frame.asked = mention;
        } else if (which && !mention.verb()) {
            if (mention.isTable() || rank != null || asksMeasureLater(at)) {
                frame.asked = mention;
            } else {
                frame.outputs.add(mention);
            }
        } else if (rank != null
                && rank.attribute() == null
                && !mention.verb()
                && (frame.asked != null
                        || (frame.who && measures(rank, mention))
                        || frame.subject != null
                        || frame.timeUnit != null
                        || !mention.isTable())) {
            rankBy(mention);
        } else if (mention.verb()
                && (mention.isTable() || frame.subject != null || frame.measure != null || frame.when)) {
            frame.actions.add(mention);
        } else if (having && !isQualifier(at) && (mention.isTable() || !mention.isNumber())) {
            frame.filters.add(new Filter.Presence(mention, true));
        } else if (mention.isTable() && frame.subject == null) {
            frame.subject = mention;
        } else if (mention.isTable()) {
            frame.related.add(mention);
        } else {
            frame.outputs.add(mention);
        }
    }

    /** "top 3 countries": what is ranked, by what comes later. */
    private boolean isNamesOnly(Mention mention) {
        return !mention.isTable() && !mention.isNumber() && frame.asked == null && frame.subject == null && !frame.who;
    }

    /** "never borrowed a book": the book says nothing more. */
    private boolean isObjectOfAbsence(Mention mention, int at) {
        Mention verb = lastName;
        return mention.isTable()
                && verb != null
                && verb.verb()
                && lastNameAt == at - 1
                && (frame.subject != null || frame.asked != null)
                && !frame.filters.isEmpty()
                && frame.filters.getLast().equals(new Filter.Presence(verb, false));
    }

    /** "who has the most orders" counts orders, "who are our best customers" is about customers. */
    private boolean measures(Tag.Rank by, Mention mention) {
        return !mention.isTable() || by.text().matches("most|least|fewest|highest|lowest");
    }

    /** "which country has the most customers": what ranks comes later. */
    private boolean asksMeasureLater(int at) {
        return tags.subList(at + 1, tags.size()).stream()
                .anyMatch(tag -> tag instanceof Tag.Rank
                        || (tag instanceof Tag.Key(Keyword keyword, String text) && MEASURING.contains(keyword)));
    }

    private void rankBy(Mention mention) {
        Tag.Rank by = rank;
        if (by == null) {
            return;
        }
        if (mention.isTable() && by.text().matches("best|worst|strongest|weakest|greatest|leading")) {
            frame.unknown.add("I do not see by what \"" + by.text() + " " + mention.text() + "\" is measured.");
        }
        boolean column = !mention.isTable();
        if (!column || !mention.isNumber()) {
            frame.measure = frame.measure == null ? new Measure.Count(mention, false) : frame.measure;
        }
        frame.ranking = new Frame.Ranking(by.descending(), null, column && mention.isNumber() ? mention : null, false);
        rank = null;
    }

    /** Whether a name only tells what the value, number or comparison after it is about. */
    private boolean isQualifier(int at) {
        if (at + 1 >= tags.size()) {
            return false;
        }
        return switch (tags.get(at + 1)) {
            case Tag.Literal literal -> true;
            case Tag.Num num -> true;
            case Tag.Key(Keyword keyword, String text) ->
                keyword == Keyword.MORE
                        || keyword == Keyword.LESS
                        || keyword == Keyword.AT_LEAST
                        || keyword == Keyword.AT_MOST
                        || keyword == Keyword.EQUAL
                        || keyword == Keyword.BETWEEN
                        || keyword == Keyword.NOT;
            case Tag.Rank ranked -> false;
            case Tag.Name name -> false;
            case Tag.Span span -> false;
            case Tag.Unit unit -> false;
            case Tag.Pause pause -> false;
        };
    }

    private void number(BigDecimal value, int at) {
        if (operator == Filter.Operator.BETWEEN && lower == null) {
            lower = value;
            return;
        }
        if (operator != null) {
            Filter.Operator compared = operator;
            BigDecimal from = lower == null ? value : lower;
            BigDecimal upper = lower == null ? null : value;
            operator = null;
            lower = null;
            number = new Pending(compared, from, upper);
            if (lastName != null
                    && (lastNameAt == Integer.MAX_VALUE
                            || (!lastName.isTable() && lastName.isNumber() && at - lastNameAt <= 4))) {
                settleNumberFor(lastName);
            } else if (hasAmountBefore(at)) {
                amount(number);
                number = null;
            }
            return;
        }
        boolean ranked = rank != null || countsWhatIsRanked(at);
        if (ranked && frame.limit == null && isSmall(value)) {
            frame.limit = value.intValue();
        } else if (lastName != null && lastNameAt == beforeOf(at) && !grouping) {
            number = new Pending(Filter.Operator.EQUAL, value, null);
            if (lastName.isNumber() && !lastName.isTable()) {
                settleNumberFor(lastName);
            } else {
                frame.filters.add(new Filter.Value(value.toPlainString(), false, false, lastName));
                number = null;
            }
        } else {
            number = new Pending(Filter.Operator.EQUAL, value, null);
            if (comesBeforeTable(at) || comesBeforeRank(at)) {
                settleNumberAsLimit();
            }
        }
    }

    /** "which 5 products sell best": the number is that of the things that are named first and ranked later. */
    private boolean countsWhatIsRanked(int at) {
        return at + 1 < tags.size()
                && (tags.get(at + 1) instanceof Tag.Name || tags.get(at + 1) instanceof Tag.Unit)
                && tags.subList(0, at).stream().noneMatch(Tag.Name.class::isInstance)
                && tags.subList(at + 2, tags.size()).stream().anyMatch(Tag.Rank.class::isInstance);
    }

    private boolean isOf(int at) {
        return at >= 0 && tags.get(at) instanceof Tag.Key(Keyword keyword, String text) && keyword == Keyword.OF;
    }

    /** The place before this one, "of" not counted. */
    private int beforeOf(int at) {
        return isOf(at - 1) ? at - 2 : at - 1;
    }

    private static boolean isSmall(BigDecimal value) {
        return value.stripTrailingZeros().scale() <= 0 && value.signum() > 0 && value.intValue() <= 1_000;
    }

    private boolean hasAmountBefore(int at) {
        return frame.measure instanceof Measure.Business
                && at >= 2
                && tags.get(at - 2) instanceof Tag.Key(Keyword keyword, String text)
                && isMeasure(keyword);
    }

    private boolean comesBeforeTable(int at) {
        return frame.asksList
                && at + 1 < tags.size()
                && tags.get(at + 1) instanceof Tag.Name(Mention mention)
                && mention.isTable();
    }

    private boolean comesBeforeRank(int at) {
        return at + 1 < tags.size() && tags.get(at + 1) instanceof Tag.Rank;
    }

    private void settleNumberAsLimit() {
        Pending pending = number;
        if (pending != null && pending.operator() == Filter.Operator.EQUAL && isSmall(pending.value())) {
            frame.limit = pending.value().intValue();
            number = null;
        }
    }

    private void settleNumberFor(Mention column) {
        Pending pending = number;
        if (pending != null) {
            if (frame.measure instanceof Measure.Of(Measure.Function applied, Mention measured)
                    && measured.equals(column)) {
                amount(pending);
                number = null;
                return;
            }
            Mention named = column.equals(PRICE) ? null : column;
            frame.filters.add(new Filter.Comparison(named, pending.operator(), pending.value(), pending.upper()));
            frame.outputs.remove(column);
            number = null;
        }
    }

    private void amount(Pending pending) {
        BigDecimal upper = pending.upper();
        if (upper == null) {
            frame.filters.add(new Filter.Amount(pending.operator(), pending.value()));
        } else {
            frame.filters.add(new Filter.Amount(Filter.Operator.AT_LEAST, pending.value()));
            frame.filters.add(new Filter.Amount(Filter.Operator.AT_MOST, upper));
        }
    }

    /** A number that no name followed is a sum of money. */
    private void settleNumber() {
        Pending pending = number;
        if (pending == null) {
            return;
        }
        number = null;
        if (pending.operator() == Filter.Operator.EQUAL) {
            frame.filters.add(new Filter.Value(pending.value().toPlainString(), false, false, null));
        } else {
            frame.filters.add(new Filter.Comparison(null, pending.operator(), pending.value(), pending.upper()));
        }
    }

    private void literal(String text, boolean quoted, int at) {
        settleNumber();
        if (!quoted && text.matches(STATISTICS)) {
            frame.unknown.add("I cannot compute a " + text.toLowerCase(Locale.ROOT)
                    + "; I know counts, sums, averages, and the highest and lowest.");
        }
        Mention near = near(at);
        boolean joined = at > 0
                && tags.get(at - 1) instanceof Tag.Key(Keyword keyword, String word)
                && (keyword == Keyword.AND || keyword == Keyword.OR);
        if (near == null && at + 1 < tags.size() && tags.get(at + 1) instanceof Tag.Name(Mention next)) {
            near = next;
        }
        frame.filters.add(new Filter.Value(text, quoted, negated, near));
        if (near != null && near.equals(lastName) && !near.isTable() && !frame.groups.contains(near)) {
            frame.outputs.remove(near);
        }
        if (!joined) {
            negated = false;
        }
        which = false;
        having = false;
    }

    /** "average order" speaks of what an order is worth; "average customer" means nothing. */
    private boolean isAboutSales() {
        Mention about = frame.subject;
        return about != null && about.text().matches("orders?|sales?|purchases?|invoices?|bills?|baskets?");
    }

    /** What the value is said next to; "price of" asks for a price instead of telling what the value is. */
    private @Nullable Mention near(int at) {
        Mention last = lastName;
        if (last == null || lastNameAt < at - 2 || lastNameAt >= at) {
            return null;
        }
        return isOf(at - 1) && !last.isTable() ? null : last;
    }

    /** "which payment method is used most": the one that occurs most often. */
    private void countUses() {
        Tag.Rank by = rank;
        Mention asked = frame.asked;
        if (by != null
                && by.text().matches("most|least")
                && asked != null
                && !asked.isTable()
                && !asked.isNumber()
                && frame.measure == null
                && frame.subject == null
                && frame.actions.isEmpty()
                && frame.outputs.isEmpty()
                && frame.groups.isEmpty()) {
            frame.groups.add(asked);
            frame.asked = null;
            frame.ranking = new Frame.Ranking(by.descending(), Attribute.COMMON, null, false);
            rank = null;
        }
    }

    /** "the cheapest product in each category" asks for products, not for how many there are. */
    private boolean ranksRows() {
        Frame.Ranking ranking = frame.ranking;
        return ranking != null
                && frame.subject != null
                && (ranking.by() != null || (ranking.attribute() != null && ranking.attribute() != Attribute.COMMON));
    }

    private void finish() {
        settleNumber();
        Measure.Function open = function;
        if (open != null && frame.measure == null && !frame.outputs.isEmpty()) {
            frame.measure = new Measure.Of(open, frame.outputs.removeFirst());
        }
        if (open == Measure.Function.AVG && frame.measure == null) {
            frame.measure = new Measure.Business(Measure.Concept.AVERAGE_ORDER);
            if (!isAboutSales()) {
                frame.unknown.add("I do not see of which numbers to take the average.");
            }
        }
        if (howMuch && frame.measure == null && frame.outputs.isEmpty()) {
            frame.measure = new Measure.Business(Measure.Concept.REVENUE);
        }
        countUses();
        if (rank != null && frame.ranking == null) {
            boolean onlyTime = frame.timeUnit != null && rank.attribute() == null;
            if (onlyTime && frame.measure == null && frame.subject == null && frame.actions.isEmpty()) {
                // "the best month" is the one with the highest revenue.
                frame.measure = new Measure.Business(Measure.Concept.REVENUE);
            }
            frame.ranking = new Frame.Ranking(rank.descending(), rank.attribute(), null, false);
        }
        if (frame.asked != null && frame.subject == null && frame.measure == null && frame.asked.isTable()) {
            frame.subject = frame.asked;
        }
        Mention people = frame.countOver;
        if (people != null && frame.filters.stream().noneMatch(Filter.Amount.class::isInstance)) {
            frame.measure = new Measure.Count(people, false);
            frame.actions.add(SOLD);
            frame.countOver = null;
        }
        if (frame.averagePerGroup && frame.measure instanceof Measure.Business && !perGroup) {
            frame.averagePerGroup = false;
            frame.measure = new Measure.Business(Measure.Concept.AVERAGE_ORDER);
        }
        Mention whole = frame.subject;
        if (frame.share && frame.measure == null && whole != null) {
            frame.measure = new Measure.Count(whole, false);
        }
        boolean each = per && tags.getLast() instanceof Tag.Key(Keyword keyword, String text) && keyword == Keyword.PER;
        if (each && frame.groups.isEmpty() && !frame.outputs.isEmpty()) {
            // "which countries, and how many customers from each?"
            frame.groups.add(frame.outputs.removeFirst());
        }
        boolean ranksWithout = frame.ranking != null
                && frame.ranking.attribute() == null
                && frame.ranking.by() == null
                && !frame.ranking.oftenest();
        if (ranksWithout && frame.measure == null && frame.subject != null && !frame.groups.isEmpty()) {
            frame.unknown.add("I do not see by what to rank " + Sentences.plural(frame.subject.text())
                    + " within each group. Name a column, such as in \"the cheapest product in each category\".");
        }
        if (open == Measure.Function.AVG && frame.measure instanceof Measure.Count && perGroup) {
            frame.averagePerGroup = true;
        }
        boolean counts = frame.timeUnit != null || frame.trend || !frame.groups.isEmpty();
        boolean listsOnly = (frame.asksList && frame.subject == null) || ranksRows();
        frame.perEach = perGroup;
        if (counts && frame.measure == null && !listsOnly && (frame.subject != null || !frame.actions.isEmpty())) {
            Mention counted = frame.subject != null ? frame.subject : frame.actions.getFirst();
            frame.measure = new Measure.Count(counted, false);
        }
        if (frame.trend && frame.timeUnit == null && frame.groups.isEmpty()) {
            frame.timeUnit = TimeUnit.MONTH;
        }
        if (frame.periods.size() > 1 && !frame.compares && frame.timeUnit == null) {
            frame.compares = true;
        }
        if (comparingTables && frame.periods.size() == 1) {
            frame.periods.add(frame.periods.getFirst().previous());
        }
        frame.standsAlone = frame.measure instanceof Measure.Count || (frame.asksList && frame.subject != null);
    }
}
