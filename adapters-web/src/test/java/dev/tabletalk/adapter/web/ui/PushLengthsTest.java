package dev.tabletalk.adapter.web.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PushLengthsTest {
    @ParameterizedTest
    @CsvSource({
        "'12|{\"a\": \"9|\"}', '12|{\"a\": \"9|\"}'",
        "'15|12|{\"a\": \"9|\"}', '12|{\"a\": \"9|\"}'",
        "'{\"a\": 1}', '{\"a\": 1}'",
        "'   ', '   '",
        "12, 12",
        "'12|', '12|'",
        "'|12|', '|12|'",
        "'', ''"
    })
    void keepsOneLength(String message, String sent) {
        assertThat(PushLengths.once(message.getBytes(StandardCharsets.UTF_8)))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(sent);
    }
}
