package dev.tabletalk.domain.chart;

import dev.tabletalk.domain.chart.Profile.Role;
import dev.tabletalk.domain.query.ResultColumn;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The columns of a result by what each can stand for in a chart; some may be given, then they come instead of those found. */
final class ChartColumns {
    private static final int MOST_CELLS = 2_500;
    private static final int RECORD_COLUMNS = 4;

    private final ChartData data;
    private final List<Profile> profiles;
    private final @Nullable Profile givenX;
    private final List<Profile> givenY;
    private final @Nullable Profile givenSeries;

    /** Null and an empty list leave the choice open. */
    ChartColumns(ChartData data, @Nullable Integer x, List<Integer> y, @Nullable Integer series) {
        this.data = data;
        List<ResultColumn> columns = data.columns();
        profiles = IntStream.range(0, columns.size())
                .mapToObj(at -> Profile.of(at, columns.get(at), data.rows()))
                .toList();
        givenX = x == null ? null : profiles.get(x);
        givenY = y.stream().map(profiles::get).toList();
        givenSeries = series == null ? null : profiles.get(series);
    }

    @Nullable
    Profile givenX() {
        return givenX;
    }

    List<Profile> givenY() {
        return givenY;
    }

    @Nullable
    Profile givenSeries() {
        return givenSeries;
    }

    int rows() {
        return data.rows().size();
    }

    /** Rows with a key and many columns are things, not figures. */
    boolean areRecords() {
        boolean keyed = profiles.stream()
                .anyMatch(profile -> profile.role() == Role.KEY
                        && profile.isUnique()
                        && profile.name().equalsIgnoreCase("id"));
        return givenX == null && givenY.isEmpty() && keyed && profiles.size() > RECORD_COLUMNS;
    }

    List<Profile> measures() {
        return givenY.isEmpty() ? measuresBut(givenX, givenSeries) : givenY;
    }

    Optional<Profile> measureBut(@Nullable Profile x, @Nullable Profile series) {
        return measuresBut(x, series).stream().findFirst();
    }

    List<Profile> measuresBut(@Nullable Profile x, @Nullable Profile series) {
        return givenY.isEmpty()
                ? profiles.stream()
                        .filter(profile -> profile.role() == Role.MEASURE && !profile.is(x) && !profile.is(series))
                        .toList()
                : givenY;
    }

    List<Profile> numbers() {
        return profiles.stream()
                .filter(profile -> profile.role() == Role.MEASURE)
                .toList();
    }

    Optional<Profile> label() {
        if (givenX != null) {
            return Optional.of(givenX);
        }
        List<Profile> labels = labels();
        return labels.stream()
                .filter(label -> label.isUnique() && label.role() != Role.KEY)
                .findFirst()
                .or(() -> labels.stream().findFirst());
    }

    /** What a line can follow: time if there is any. */
    Optional<Profile> axis() {
        Profile time = first(Role.TIME);
        return givenX == null && time != null ? Optional.of(time) : label();
    }

    /** Names before keys: a key stands before the name it belongs to. */
    List<Profile> labels() {
        return profiles.stream()
                .filter(profile -> profile.isLabel() && !profile.is(givenSeries) && !givenY.contains(profile))
                .sorted(Comparator.comparing(profile -> profile.role() == Role.KEY))
                .toList();
    }

    List<Profile> categories(@Nullable Profile time) {
        if (givenX != null && time == null) {
            List<Profile> all = new ArrayList<>(List.of(givenX));
            if (givenSeries != null) {
                all.add(givenSeries);
            }
            labels().stream().filter(label -> !all.contains(label)).forEach(all::add);
            return all.getFirst().role() == Role.MEASURE ? List.of() : all;
        }
        List<Profile> all = new ArrayList<>();
        if (givenSeries != null) {
            all.add(givenSeries);
        }
        labels().stream().filter(label -> label.role() != Role.TIME).forEach(all::add);
        return all;
    }

    @Nullable
    Profile first(Role role) {
        return profiles.stream()
                .filter(profile -> profile.role() == role && !givenY.contains(profile) && !profile.is(givenSeries))
                .findFirst()
                .orElse(null);
    }

    /** Two columns of labels of which each pair occurs once. */
    record Pair(Profile x, Profile series) {}

    Optional<Pair> pair() {
        if (givenX != null && givenSeries != null) {
            return Optional.of(new Pair(givenX, givenSeries));
        }
        List<Profile> labels = labels();
        List<Pair> pairs = new ArrayList<>();
        for (Profile one : labels) {
            for (Profile other : labels) {
                boolean wanted = (givenX == null || one.is(givenX)) && (givenSeries == null || other.is(givenSeries));
                boolean told = one.distinct() > 1
                        && other.distinct() > 1
                        && (long) one.distinct() * other.distinct() <= MOST_CELLS;
                if (!one.is(other)
                        && wanted
                        && told
                        && !one.isUnique()
                        && other.role() != Role.KEY
                        && areUnique(one, other)) {
                    pairs.add(new Pair(one, other));
                }
            }
        }
        // Time goes along the axis; of two others the one with fewer values gets the colours.
        return pairs.stream()
                .min(Comparator.comparing((Pair pair) -> pair.x().role() != Role.TIME)
                        .thenComparing(pair -> pair.x().role() == Role.KEY)
                        .thenComparingInt(pair -> pair.series().distinct()));
    }

    boolean areUnique(Profile one, Profile other) {
        Set<List<@Nullable Object>> seen = new HashSet<>();
        return data.rows().stream().allMatch(row -> {
            List<@Nullable Object> pair = new ArrayList<>();
            pair.add(row.cells().get(one.at()));
            pair.add(row.cells().get(other.at()));
            return seen.add(pair);
        });
    }
}
