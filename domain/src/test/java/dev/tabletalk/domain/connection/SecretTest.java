package dev.tabletalk.domain.connection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class SecretTest {
    @Test
    void isNotShownByWhateverHoldsIt() {
        Credentials credentials = new Credentials("reader", new Secret("hunter2"));
        assertThat(credentials.toString()).contains("reader").doesNotContain("hunter2");
        assertThat(new Secret("hunter2")).hasToString("********");
    }
}
