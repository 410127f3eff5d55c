package dev.tabletalk.adapter.web.ui.result;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JsonTextTest {
    @Test
    void laysOutWithoutChangingADigit() {
        assertThat(JsonText.pretty("{\"n\":12345678901234567890123456789012345678.10,\"e\":1e400,\"t\":[1,2.0]}"))
                .hasValueSatisfying(
                        text -> assertThat(text.replaceAll("\\s+", " "))
                                .isEqualTo(
                                        "{ \"n\" : 12345678901234567890123456789012345678.10, \"e\" : 1e400, \"t\" : [ 1, 2.0 ] }"));
        assertThat(JsonText.pretty("{\"a\":1,\"a\":2}").orElseThrow().lines()).hasSize(4);
    }

    @Test
    void leavesEverythingElseAlone() {
        for (String text : new String[] {
            "",
            "12",
            "\"text\"",
            "null",
            "{",
            "{]",
            "[1,",
            "{} {}",
            "[1] [2]",
            "{a:1}",
            "[note]",
            "[".repeat(500) + "]".repeat(500)
        }) {
            assertThat(JsonText.pretty(text)).as(text).isEmpty();
        }
        assertThat(JsonText.pretty("[" + "1,".repeat(1 << 20) + "1]")).isEmpty();
    }
}
