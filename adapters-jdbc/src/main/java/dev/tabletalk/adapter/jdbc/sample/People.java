package dev.tabletalk.adapter.jdbc.sample;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Names and places of the people around the shop. */
final class People {
    /** @param weight how many customers live there compared with other places */
    record Place(String country, String city, int weight, String dial, Names names) {}

    /** @param familyFirst whether the family name comes first, without a space */
    record Names(List<String> first, List<String> last, boolean familyFirst) {}

    private static final Names GERMAN = new Names(
            List.of(
                    "Zoë", "Jürgen", "Anna", "Lukas", "Mia", "Björn", "Käthe", "Felix", "Lena", "Paul", "Sophie",
                    "Jonas"),
            List.of(
                    "Müller", "Schmidt", "Weiß", "Fischer", "Schäfer", "Koch", "Krüger", "Vogel", "Lang", "Böhm",
                    "Jäger"),
            false);
    private static final Names ENGLISH = new Names(
            List.of("Olivia", "Jack", "Amelia", "Harry", "Isla", "Oscar", "Chloe", "Liam", "Grace", "Noah", "Emma"),
            List.of("Smith", "O'Brien", "Taylor", "Walker", "Evans", "Hughes", "Clarke", "Baker", "Cooper", "Ward"),
            false);
    private static final Names FRENCH = new Names(
            List.of("Chloé", "Hugo", "Inès", "Léo", "Anaïs", "Jules", "Élodie", "Théo", "Manon", "Noël"),
            List.of("Lefèvre", "Martin", "Dubois", "Béranger", "Moreau", "Girard", "D'Arcy", "Fontaine", "Perrin"),
            false);
    private static final Names DUTCH = new Names(
            List.of("Daan", "Sanne", "Bram", "Fleur", "Joost", "Lotte", "Sjoerd", "Maaike"),
            List.of("de Vries", "van Dijk", "Bakker", "Jansen", "Visser", "van den Berg", "Smit"),
            false);
    private static final Names POLISH = new Names(
            List.of("Łukasz", "Zofia", "Jakub", "Małgorzata", "Michał", "Agnieszka", "Paweł"),
            List.of("Wójcik", "Nowak", "Kowalczyk", "Zieliński", "Dąbrowska", "Król"),
            false);
    private static final Names CHINESE =
            new Names(List.of("小明", "芳", "伟", "秀英", "娜", "强", "丽华"), List.of("王", "李", "张", "刘", "陈", "欧阳"), true);
    private static final Names JAPANESE =
            new Names(List.of("さくら", "健太", "陽菜", "大輔", "美咲"), List.of("佐藤", "鈴木", "高橋", "田中", "渡辺"), true);
    private static final Names ARABIC = new Names(
            List.of("محمد", "فاطمة", "أحمد", "ليلى", "يوسف"), List.of("العربي", "حسن", "منصور", "الشريف"), false);
    private static final Names PORTUGUESE = new Names(
            List.of("João", "Conceição", "Thiago", "Beatriz", "Inácio", "Luísa"),
            List.of("da Silva", "Araújo", "Gonçalves", "Simões", "Nuñes"),
            false);

    static final List<Place> PLACES = List.of(
            new Place("Germany", "Berlin", 15, "+49 30", GERMAN),
            new Place("Germany", "Hamburg", 11, "+49 40", GERMAN),
            new Place("Germany", "München", 10, "+49 89", GERMAN),
            new Place("Germany", "Köln", 6, "+49 221", GERMAN),
            new Place("Austria", "Wien", 7, "+43 1", GERMAN),
            new Place("Switzerland", "Zürich", 5, "+41 44", GERMAN),
            new Place("United Kingdom", "London", 10, "+44 20", ENGLISH),
            new Place("United Kingdom", "Manchester", 4, "+44 161", ENGLISH),
            new Place("Ireland", "Dublin", 3, "+353 1", ENGLISH),
            new Place("France", "Paris", 8, "+33 1", FRENCH),
            new Place("France", "Lyon", 4, "+33 4", FRENCH),
            new Place("Netherlands", "Amsterdam", 6, "+31 20", DUTCH),
            new Place("Netherlands", "Utrecht", 2, "+31 30", DUTCH),
            new Place("Poland", "Kraków", 3, "+48 12", POLISH),
            new Place("Poland", "Łódź", 2, "+48 42", POLISH),
            new Place("China", "北京", 2, "+86 10", CHINESE),
            new Place("Japan", "東京", 2, "+81 3", JAPANESE),
            new Place("Egypt", "القاهرة", 1, "+20 2", ARABIC),
            new Place("Portugal", "Lisboa", 2, "+351 21", PORTUGUESE),
            new Place("Brazil", "São Paulo", 2, "+55 11", PORTUGUESE));

    private final Random random;

    People(Random random) {
        this.random = random;
    }

    Place place() {
        int drawn = random.nextInt(PLACES.stream().mapToInt(Place::weight).sum());
        for (Place place : PLACES) {
            drawn -= place.weight();
            if (drawn < 0) {
                return place;
            }
        }
        throw new IllegalStateException("A number was drawn beyond the weights of all places.");
    }

    String name(Names names) {
        String first = names.first().get(random.nextInt(names.first().size()));
        String last = names.last().get(random.nextInt(names.last().size()));
        return names.familyFirst() ? last + first : first + " " + last;
    }

    String phone(Place place) {
        return place.dial() + " " + (1_000_000 + random.nextInt(9_000_000));
    }

    /** An address that no other person has; names outside the Latin alphabet give only the number. */
    static String email(String name, String role, int id, String domain) {
        String plain = Normalizer.normalize(name.toLowerCase(Locale.ROOT), Normalizer.Form.NFD)
                .replaceAll("[^a-z ]", "")
                .strip()
                .replaceAll(" +", ".");
        return (plain.isEmpty() ? role : plain + ".") + id + "@" + domain;
    }
}
