package dev.tabletalk.failures;

import static org.assertj.core.api.Assertions.assertThat;

/** What a person may be told. */
final class Sentences {
    private static final String[] ONLY_FOR_THE_LOG = {
        "Exception",
        "Error:",
        "java.",
        "org.",
        "com.",
        "dev.tabletalk",
        "\tat ",
        "\n",
        "{",
        "}",
        "null",
        "SQLITE",
        "PSQL",
    };

    private Sentences() {}

    /** Whole sentences without traces of what we are made of, and without the secrets. */
    static void assertFitForPeople(String message, String... secrets) {
        assertThat(message).matches("[A-Z\"].{20,}[.]").doesNotContain(ONLY_FOR_THE_LOG);
        for (String secret : secrets) {
            assertThat(message).doesNotContain(secret);
        }
    }
}
