package dev.tabletalk.adapter.jdbc.sample;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Everything that stands before the first order: catalogue, shops, staff and customers; then hands over to the orders. */
final class ShopHistory {
    /** {@link Random} promises the same numbers for the same seed on every platform. */
    private static final long SEED = 20_240_229;

    private static final int CUSTOMERS = 1_200;

    private static final List<Shop> SHOPS = List.of(
            new Shop("Bean & Leaf Mitte", "Berlin", "Germany", 3000),
            new Shop("Bean & Leaf Speicherstadt", "Hamburg", "Germany", 2500),
            new Shop("Bean & Leaf Viktualien", "München", "Germany", 2000),
            new Shop("Bean & Leaf Naschmarkt", "Wien", "Austria", 1400),
            new Shop("Bean & Leaf Camden", "London", "United Kingdom", 900),
            new Shop("Bean & Leaf Marais", "Paris", "France", 400));

    private static final List<String> STAFF = List.of(
            "Zoë Krüger",
            "Tomás Ibáñez",
            "Aylin Yılmaz",
            "Peter Novák",
            "Margarethe Weiß",
            "Oğuz Demir",
            "Siobhán Kelly",
            "Bengt Åkesson",
            "Priya Raman",
            "李静",
            "Émile Garnier",
            "Nora Lindqvist",
            "Hannah Vogel",
            "Jakob Thiel",
            "Fatima Haddad",
            "George Baker",
            "Camille Roux",
            "Sven Olsen",
            "Ines Duarte",
            "Yuki Mori",
            "Ben Carter",
            "Clara Wolf",
            "Matteo Conti",
            "Lea Brandt");

    private final Inserts inserts;
    private final LocalDate today;
    private final LocalDate firstDay;

    ShopHistory(Inserts inserts, LocalDate today) {
        this.inserts = inserts;
        this.today = today;
        firstDay = today.minusYears(2).plusDays(1);
    }

    void write() throws SQLException {
        List<Catalogue.Product> products = writeCatalogue();
        writeShops();
        List<OrderBook.Clerk> clerks = writeStaff();
        List<OrderBook.Buyer> buyers = writeCustomers();
        new OrderBook(inserts, new Random(SEED + 2), firstDay, today, products, buyers, clerks).write();
        inserts.flush();
    }

    private List<Catalogue.Product> writeCatalogue() {
        Random random = new Random(SEED);
        int id = 0;
        for (Catalogue.Category category : Catalogue.CATEGORIES) {
            inserts.add("categories", ++id, category.name(), category.description());
        }
        id = 0;
        for (Catalogue.Supplier supplier : Catalogue.SUPPLIERS) {
            String email = "orders@supplier" + ++id + ".example";
            String phone = id % 5 == 0 ? null : "+" + (10 + id) + " " + (1_000_000 + random.nextInt(9_000_000));
            inserts.add("suppliers", id, supplier.name(), supplier.country(), email, phone);
        }
        List<Catalogue.Product> products = Catalogue.products();
        id = 0;
        for (Catalogue.Product product : products) {
            id++;
            boolean neverSold = product.popularity() == 0;
            LocalDate launched =
                    neverSold ? today.minusDays(random.nextInt(20)) : firstDay.minusDays(30 + random.nextInt(1_500));
            inserts.add(
                    "products",
                    id,
                    product.name(),
                    product.category() + 1,
                    product.supplier() + 1,
                    product.price() / 100.0,
                    product.cost() / 100.0,
                    id % 17 == 0 ? null : product.weightGrams(),
                    id % 19 == 0 ? 0 : random.nextInt(400),
                    id % 23 == 0,
                    launched.toString());
        }
        return products;
    }

    private void writeShops() {
        int id = 0;
        for (Shop shop : SHOPS) {
            inserts.add(
                    "stores",
                    ++id,
                    shop.name(),
                    shop.city(),
                    shop.country(),
                    today.minusDays(shop.age()).toString());
        }
    }

    /** One head, a manager per shop, three clerks per shop. */
    private List<OrderBook.Clerk> writeStaff() {
        Random random = new Random(SEED + 1);
        List<OrderBook.Clerk> clerks = new ArrayList<>();
        for (int index = 0; index < STAFF.size(); index++) {
            int id = index + 1;
            boolean head = index == 0;
            boolean manager = !head && index <= SHOPS.size();
            Integer store = head ? null : (index - 1) % SHOPS.size() + 1;
            int shopAge = store == null ? 3_000 : SHOPS.get(store - 1).age();
            LocalDate hired =
                    today.minusDays(head || manager ? shopAge : 20 + random.nextInt(Math.min(shopAge, 1_600)));
            inserts.add(
                    "employees",
                    id,
                    STAFF.get(index),
                    head ? "Managing Director" : manager ? "Store Manager" : index % 3 == 0 ? "Roaster" : "Barista",
                    People.email(STAFF.get(index), "employee", id, "beanandleaf.example"),
                    store,
                    bossOf(head, manager, store),
                    (head ? 82_000 : manager ? 46_000 : 29_000) + 250.0 * random.nextInt(24),
                    hired.toString());
            if (store != null) {
                clerks.add(new OrderBook.Clerk(id, store, hired));
            }
        }
        return clerks;
    }

    private static @Nullable Integer bossOf(boolean head, boolean manager, @Nullable Integer store) {
        if (head || store == null) {
            return null;
        }
        return manager ? Integer.valueOf(1) : Integer.valueOf(store + 1);
    }

    private List<OrderBook.Buyer> writeCustomers() {
        Random random = new Random(SEED + 3);
        People people = new People(random);
        List<OrderBook.Buyer> buyers = new ArrayList<>();
        for (int id = 1; id <= CUSTOMERS; id++) {
            People.Place place = people.place();
            String name = people.name(place.names());
            // Oldest first; the last ones joined this week.
            LocalDate signedUp = today.minusDays((long) (1_100.0 * (CUSTOMERS - id) / CUSTOMERS));
            LocalDate born = LocalDate.of(1950, 1, 1).plusDays(random.nextInt(20_000));
            inserts.add(
                    "customers",
                    id,
                    name,
                    People.email(name, "customer", id, "mail.example"),
                    random.nextInt(5) == 0 ? null : people.phone(place),
                    place.city(),
                    place.country(),
                    random.nextInt(3) == 0 ? null : born.toString(),
                    random.nextInt(5) < 2,
                    signedUp.toString());
            double draw = random.nextDouble();
            buyers.add(new OrderBook.Buyer(id, place.city(), signedUp, id % 29 == 0 ? 0 : 0.1 + draw * draw * draw));
        }
        return buyers;
    }

    /** @param age days since it opened */
    private record Shop(String name, String city, String country, int age) {}
}
