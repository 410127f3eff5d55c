package dev.tabletalk.adapter.llm.offline;

import java.util.List;

/** What a superlative such as "newest" or "cheapest" speaks of, and how columns that hold it are called. */
enum Attribute {
    PRICE("price", "unit_price", "list_price", "total", "amount", "cost", "fee", "rate", "salary"),
    DATE,
    /** How often it occurs. */
    COMMON,
    AGE("birth_date", "birth", "birthday", "date_of_birth", "age"),
    WEIGHT("weight"),
    LENGTH("length", "duration", "pages", "height", "minutes", "runtime"),
    PAY("salary", "wage", "pay", "income"),
    RATING("rating", "stars", "score", "grade", "mark"),
    UNITS("quantity", "qty", "units", "units_sold");

    @SuppressWarnings("ImmutableEnumChecker") // List.of gives an unmodifiable list
    private final List<String> names;

    Attribute(String... names) {
        this.names = List.of(names);
    }

    /** Best first; empty where no column is meant, or one of a type. */
    List<String> names() {
        return names;
    }
}
