package dev.tabletalk.adapter.jdbc.sample;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** The orders day by day, with their items, payments, returns and reviews. Business grows, and December is busiest. */
final class OrderBook {
    /** @param weight how often they buy compared with others; 0 for never */
    record Buyer(int id, String city, LocalDate signedUp, double weight) {}

    record Clerk(int id, int store, LocalDate hired) {}

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
    private static final double FIRST_DAY_ORDERS = 19;
    private static final double LAST_DAY_ORDERS = 35;

    /** January first. */
    private static final double[] SEASON = {0.92, 0.90, 0.95, 0.98, 0.95, 0.88, 0.80, 0.84, 0.98, 1.08, 1.22, 1.50};

    private static final List<String> STORE_METHODS = List.of("card", "card", "cash", "cash", "gift card");
    private static final List<String> ONLINE_METHODS =
            List.of("card", "card", "paypal", "paypal", "paypal", "bank transfer");
    private static final List<String> NOTES = List.of(
            "Please ring twice",
            "Gift wrapping, please",
            "Leave with the neighbour",
            "Für Oma ❤",
            "Deliver after 6 pm");
    private static final List<@Nullable String> REASONS =
            Arrays.asList("damaged", "wrong item", "changed mind", "late delivery", null);
    private static final List<String> PRAISE = List.of(
            "Wonderful aroma, will order again.",
            "Mein neuer Lieblingskaffee! Schöne Crème.",
            "Best I have had in years ☕",
            "Très bon, livraison rapide.",
            "很好喝！👍",
            "منتج رائع، شكراً",
            "おいしいです。",
            "Lovely gift 🎁, beautifully packed.");
    private static final List<String> MIXED =
            List.of("Fine, but a little pricey.", "Okay for every day.", "Nicht schlecht, aber zu mild.");
    private static final List<String> BLAME = List.of(
            "Arrived broken 😞", "Too bitter for me.", "Stale on arrival.", "Not as described; a waste of money.");

    private final Inserts inserts;
    private final Random random;
    private final LocalDate firstDay;
    private final LocalDate today;
    private final List<Catalogue.Product> products;
    private final List<Clerk> clerks;
    private final Weighted<Buyer> buyers;
    private final List<Weighted<Integer>> productsByMonth = new ArrayList<>();
    private int orders;
    private int items;
    private int payments;
    private int returns;
    private int reviews;

    OrderBook(
            Inserts inserts,
            Random random,
            LocalDate firstDay,
            LocalDate today,
            List<Catalogue.Product> products,
            List<Buyer> buyers,
            List<Clerk> clerks) {
        this.inserts = inserts;
        this.random = random;
        this.firstDay = firstDay;
        this.today = today;
        this.products = products;
        this.clerks = clerks;
        this.buyers = new Weighted<>(buyers, Buyer::weight);
        List<Integer> numbers = new ArrayList<>();
        for (int number = 0; number < products.size(); number++) {
            numbers.add(number);
        }
        for (int month = 1; month <= 12; month++) {
            double cold = coldness(month);
            productsByMonth.add(new Weighted<>(numbers, number -> demand(products.get(number), cold)));
        }
    }

    void write() {
        long days = ChronoUnit.DAYS.between(firstDay, today);
        for (LocalDate day = firstDay; !day.isAfter(today); day = day.plusDays(1)) {
            double elapsed = (double) ChronoUnit.DAYS.between(firstDay, day) / days;
            double expected = (FIRST_DAY_ORDERS + (LAST_DAY_ORDERS - FIRST_DAY_ORDERS) * elapsed)
                    * SEASON[day.getMonthValue() - 1]
                    * weekday(day.getDayOfWeek());
            writeDay(day, (int) (expected * (0.85 + 0.3 * random.nextDouble()) + random.nextDouble()));
        }
    }

    private void writeDay(LocalDate day, int count) {
        List<LocalDateTime> times = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            // Today has only seen its small hours, so that no order lies in the future.
            times.add(
                    day.atTime(day.equals(today) ? 0 : 7 + random.nextInt(14), random.nextInt(60), random.nextInt(60)));
        }
        times.sort(null);
        times.forEach(this::writeOrder);
    }

    private void writeOrder(LocalDateTime time) {
        LocalDate day = time.toLocalDate();
        Buyer buyer = buyers.draw(random);
        while (buyer.signedUp().isAfter(day)) {
            buyer = buyers.draw(random);
        }
        Clerk clerk = day.equals(today) || random.nextInt(100) >= 55 ? null : clerkOn(day);
        String channel = clerk == null ? "online" : random.nextInt(12) == 0 ? "phone" : "store";
        String status = status(day);
        int order = ++orders;
        List<Line> lines = drawLines(day);
        long total = lines.stream().mapToLong(Line::amount).sum();
        inserts.add(
                "orders",
                order,
                buyer.id(),
                channel.equals("store") && clerk != null ? clerk.store() : null,
                clerk == null || random.nextInt(20) == 0 ? null : clerk.id(),
                time.format(TIME),
                status,
                channel,
                total / 100.0,
                random.nextInt(25) == 0 ? draw(NOTES) : null);
        int firstItem = items + 1;
        for (Line line : lines) {
            inserts.add("order_items", ++items, order, line.product() + 1, line.quantity(), line.unitPrice() / 100.0);
        }
        if (status.equals("completed") || status.equals("refunded")) {
            pay(order, channel, total, time);
        }
        if (status.equals("refunded")) {
            for (int line = 0; line < lines.size(); line++) {
                inserts.add(
                        "returns",
                        ++returns,
                        firstItem + line,
                        REASONS.get(random.nextInt(REASONS.size())),
                        lines.get(line).amount() / 100.0,
                        notAfterToday(day.plusDays(2 + random.nextInt(12))).toString());
            }
        }
        if (status.equals("completed") && random.nextInt(6) == 0) {
            review(buyer, day);
        }
    }

    /** Different products, mostly one of each. */
    private List<Line> drawLines(LocalDate day) {
        int wanted = 1 + (int) (random.nextDouble() * random.nextDouble() * 5);
        List<Line> lines = new ArrayList<>();
        while (lines.size() < wanted) {
            int product = productsByMonth.get(day.getMonthValue() - 1).draw(random);
            if (lines.stream().noneMatch(line -> line.product() == product)) {
                int quantity = random.nextInt(10) < 7 ? 1 : 2 + random.nextInt(3);
                lines.add(new Line(product, quantity, priceOn(products.get(product), day)));
            }
        }
        return lines;
    }

    private void pay(int order, String channel, long total, LocalDateTime time) {
        String method = draw(channel.equals("store") ? STORE_METHODS : ONLINE_METHODS);
        LocalDateTime paid =
                method.equals("bank transfer") ? time.plusDays(1 + random.nextInt(3)) : time.plusMinutes(2);
        if (paid.toLocalDate().isAfter(today)) {
            paid = time;
        }
        long rest = total;
        if (!method.equals("gift card") && total > 4_000 && random.nextInt(12) == 0) {
            inserts.add("payments", ++payments, order, "gift card", 20.0, paid.format(TIME));
            rest -= 2_000;
        }
        inserts.add("payments", ++payments, order, method, rest / 100.0, paid.format(TIME));
    }

    private void review(Buyer buyer, LocalDate day) {
        int product = productsByMonth.get(day.getMonthValue() - 1).draw(random);
        // Some products are simply better than others.
        double quality = 3.2 + (product * 7 % 13) / 13.0 * 1.6;
        int rating = Math.clamp(StrictMath.round(quality + random.nextDouble() * 3.6 - 2.1), 1, 5);
        List<String> words = rating >= 4 ? PRAISE : rating == 3 ? MIXED : BLAME;
        inserts.add(
                "reviews",
                ++reviews,
                product + 1,
                buyer.id(),
                rating,
                random.nextInt(20) < 9 ? null : draw(words),
                notAfterToday(day.plusDays(1 + random.nextInt(30))).toString());
    }

    private @Nullable Clerk clerkOn(LocalDate day) {
        Clerk clerk = clerks.get(random.nextInt(clerks.size()));
        return clerk.hired().isAfter(day) ? null : clerk;
    }

    private String status(LocalDate day) {
        int draw = random.nextInt(1_000);
        if (day.isAfter(today.minusDays(4)) && draw < 450) {
            return "pending";
        }
        return draw >= 960 ? "cancelled" : draw >= 935 ? "refunded" : "completed";
    }

    private LocalDate notAfterToday(LocalDate day) {
        return day.isAfter(today) ? today : day;
    }

    private String draw(List<String> texts) {
        return texts.get(random.nextInt(texts.size()));
    }

    /** Prices went up about 5 percent a year ago, to full ten cents. */
    private int priceOn(Catalogue.Product product, LocalDate day) {
        boolean old = day.isBefore(today.minusYears(1).withDayOfMonth(1));
        return old ? Math.max(10, product.price() * 95 / 1_000 * 10) : product.price();
    }

    private static double demand(Catalogue.Product product, double cold) {
        double winter = Catalogue.CATEGORIES.get(product.category()).winter();
        boolean advent = product.name().startsWith("Advent");
        // Advent calendars are sold in October and later only.
        return advent
                ? product.popularity() * Math.max(0, cold - 0.45) * 6
                : product.popularity() * (1 + winter * cold);
    }

    /** From -1 in July to 1 in December. */
    private static double coldness(int month) {
        double[] cold = {0.7, 0.6, 0.3, 0, -0.4, -0.8, -1, -0.9, -0.3, 0.5, 0.8, 1};
        return cold[month - 1];
    }

    private static double weekday(DayOfWeek day) {
        return switch (day) {
            case MONDAY -> 0.90;
            case TUESDAY, WEDNESDAY -> 0.95;
            case THURSDAY -> 1.0;
            case FRIDAY -> 1.15;
            case SATURDAY -> 1.30;
            case SUNDAY -> 0.75;
        };
    }

    /** @param unitPrice in cents */
    private record Line(int product, int quantity, int unitPrice) {
        long amount() {
            return (long) quantity * unitPrice;
        }
    }
}
