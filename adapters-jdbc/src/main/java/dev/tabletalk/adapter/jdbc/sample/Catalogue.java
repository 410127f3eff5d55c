package dev.tabletalk.adapter.jdbc.sample;

import java.util.ArrayList;
import java.util.List;

/** What the shop sells and who delivers it. */
final class Catalogue {
    /** How strongly winter (positive) or summer (negative) moves the sales of a category. */
    record Category(String name, String description, double winter) {}

    record Supplier(String name, String country) {}

    /**
     * Prices in cents.
     *
     * @param popularity how often it is bought compared with others; 0 for never
     */
    record Product(String name, int category, int supplier, int price, int cost, int weightGrams, double popularity) {}

    static final List<Category> CATEGORIES = List.of(
            new Category("Coffee Beans", "Whole beans, roasted weekly", 0.10),
            new Category("Ground Coffee", "Ground for filter or moka pot", 0.10),
            new Category("Cold Drinks", "Cold brew, iced tea and lemonade", -0.80),
            new Category("Black Tea", "From Assam to Yunnan", 0.25),
            new Category("Green Tea", "From Japan and China", 0.05),
            new Category("Herbal Tea", "Without caffeine", 0.40),
            new Category("Brewing Gear", "Grinders, kettles, filters", 0.05),
            new Category("Cups & Mugs", "Porcelain, glass and steel", 0.15),
            new Category("Sweets", "To go with a cup", 0.30),
            new Category("Gift Sets", "Boxes, ready to give", 0.90));

    static final List<Supplier> SUPPLIERS = List.of(
            new Supplier("Finca El Mirador", "Colombia"),
            new Supplier("Yirgacheffe Growers Union", "Ethiopia"),
            new Supplier("Fazenda São João", "Brazil"),
            new Supplier("Hanseatische Rösterei", "Germany"),
            new Supplier("Assam & Sons", "India"),
            new Supplier("龙井茶庄", "China"),
            new Supplier("宇治製茶", "Japan"),
            new Supplier("Alpenkräuter GmbH", "Austria"),
            new Supplier("Nordic Brewing Tools", "Denmark"),
            new Supplier("Porcelænsværket", "Denmark"),
            new Supplier("Pâtisserie Lefèvre", "France"),
            new Supplier("Ceylon Highlands", "Sri Lanka"),
            new Supplier("Glashütte Böhmen", "Czechia"));

    /** name; category; supplier; price; cost; weight in grams; popularity */
    private static final String PRODUCTS = """
            House Blend Espresso;0;3;14.90;7.10;500;10
            Ethiopia Yirgacheffe;0;1;17.50;8.90;500;8
            Colombia Supremo;0;0;15.90;7.80;500;7
            Brazil Santos;0;2;13.50;6.20;500;7
            Guatemala Antigua;0;0;16.90;8.40;500;4
            Kenya AA;0;1;18.90;9.90;500;5
            Sumatra Mandheling;0;3;16.50;8.20;500;3
            Decaf Swiss Water;0;3;16.90;8.80;500;4
            Winter Roast;0;3;15.50;7.60;500;4
            Single Farm Geisha;0;0;49.00;29.50;250;0.6
            Monsooned Malabar;0;4;17.90;9.20;500;2
            House Filter Ground;1;3;12.90;6.00;500;8
            Moka Classic Ground;1;3;13.50;6.40;500;5
            Café de Olla Ground;1;0;14.50;7.20;500;3
            Turkish Mocha Ground;1;3;11.90;5.70;250;3
            Decaf Filter Ground;1;3;13.90;7.00;500;3
            Chicory Blend;1;7;8.90;3.60;250;1
            Cold Brew Bottle;2;3;4.50;1.60;330;7
            Nitro Cold Brew Can;2;3;3.90;1.50;250;5
            Iced Peach Tea;2;4;3.50;1.10;500;6
            Lemon Verbena Lemonade;2;7;3.90;1.30;330;5
            Yuzu Green Iced Tea;2;6;4.20;1.50;500;3
            Espresso Tonic;2;3;4.90;1.90;250;2
            Assam Second Flush;3;4;9.90;3.90;100;6
            Darjeeling First Flush;3;4;14.90;7.10;100;4
            Earl Grey Supreme;3;11;8.90;3.20;100;8
            Ceylon Orange Pekoe;3;11;7.90;2.80;100;5
            Lapsang Souchong;3;5;9.50;3.90;100;2
            Yunnan Gold;3;5;12.90;5.60;100;2
            English Breakfast;3;11;7.50;2.60;100;7
            Masala Chai;3;4;8.50;3.10;100;6
            Sencha Uji;4;6;11.90;5.20;100;6
            Matcha Ceremonial;4;6;24.90;12.90;30;5
            Genmaicha;4;6;9.90;3.90;100;3
            Gyokuro Shade;4;6;29.90;16.50;50;1.5
            Longjing Dragon Well;4;5;18.90;9.30;100;3
            Jasmine Pearls;4;5;13.90;6.10;100;4
            Gunpowder Mint;4;5;7.90;2.70;100;3
            Hōjicha Roast;4;6;10.90;4.50;100;2
            Peppermint Leaves;5;7;5.90;1.70;80;6
            Chamomile Flowers;5;7;6.50;2.00;80;5
            Rooibos Vanilla;5;7;6.90;2.30;100;5
            Ginger & Lemon;5;7;6.90;2.10;100;6
            Alpine Herbs;5;7;7.50;2.50;80;4
            Hibiscus Berry;5;7;6.50;2.00;100;4
            Lemon Verbena Leaves;5;7;7.90;2.90;60;2
            Fennel Anise;5;7;5.50;1.60;100;2
            Hand Grinder Nomad;6;8;59.00;31.00;480;1.6
            Electric Burr Grinder;6;8;149.00;92.00;2900;0.8
            Gooseneck Kettle;6;8;79.00;43.00;1100;1.2
            Pour-over Dripper;6;8;19.90;7.90;260;3
            Paper Filters 100;6;8;4.90;1.40;180;8
            French Press 1 l;6;12;34.90;15.50;720;2
            Moka Pot 6 Cups;6;8;32.90;14.90;620;2
            AeroBrew Press;6;8;36.90;18.20;320;2
            Tea Infuser Basket;6;12;9.90;3.40;60;4
            Cast Iron Teapot;6;6;54.00;27.00;1400;1
            Bamboo Matcha Whisk;6;6;14.90;5.60;20;2
            Kitchen Scale 0.1 g;6;8;29.90;14.00;300;1.5
            Milk Frother;6;8;24.90;10.90;350;2
            Siphon Brewer;6;12;119.00;66.00;1600;0.3
            Espresso Cup Duo;7;9;16.90;6.80;240;3
            Cappuccino Cup;7;9;12.90;4.90;310;3
            Double-wall Glass;7;12;11.90;4.60;160;4
            Travel Mug Steel;7;8;27.90;12.40;340;3
            Enamel Camp Mug;7;9;13.90;5.10;220;2
            Japanese Tea Bowl;7;6;34.00;17.00;290;1
            Mug "Bean & Leaf";7;9;9.90;3.20;350;5
            Glass Teacup Set;7;12;29.90;13.80;640;1
            Butter Shortbread;8;10;4.90;1.80;150;6
            Cantuccini;8;10;5.50;2.10;200;5
            Dark Chocolate Beans;8;10;6.90;2.90;120;6
            Salted Caramels;8;10;7.50;3.10;150;4
            Mochi Mix;8;6;8.90;4.00;210;3
            Baklava Box;8;10;12.90;6.10;400;2
            Crème Brûlée Truffles;8;10;9.90;4.30;130;3
            Coffee Lover Box;9;3;39.00;21.00;1500;2
            Tea Journey Box;9;4;34.00;17.00;700;2.5
            Matcha Starter Set;9;6;49.00;26.00;450;1.2
            Advent Calendar Tea;9;7;29.90;13.00;600;1.5
            Barista Box;9;8;89.00;52.00;3100;0.6
            Sweet Dreams Set;9;7;24.90;11.00;380;1.4
            Kopi Luwak Sample;0;3;69.00;44.00;100;0
            Pumpkin Spice Ground;1;3;13.90;6.80;250;0
            Smoked Oolong;3;5;16.90;8.10;100;0
            """;

    private Catalogue() {}

    static List<Product> products() {
        List<Product> products = new ArrayList<>();
        for (String line : PRODUCTS.lines().toList()) {
            String[] cells = line.split(";", -1);
            products.add(new Product(
                    cells[0],
                    Integer.parseInt(cells[1]),
                    Integer.parseInt(cells[2]),
                    cents(cells[3]),
                    cents(cells[4]),
                    Integer.parseInt(cells[5]),
                    Double.parseDouble(cells[6])));
        }
        return products;
    }

    private static int cents(String euros) {
        return Integer.parseInt(euros.replace(".", ""));
    }
}
