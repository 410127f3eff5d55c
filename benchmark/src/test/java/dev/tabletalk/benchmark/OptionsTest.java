package dev.tabletalk.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OptionsTest {
    @Test
    void readsNumbersAndFlags() {
        Options options = parse("--quick", "--rounds", "5");
        assertThat(options.has("--quick")).isTrue();
        assertThat(options.number("--rounds", 3)).isEqualTo(5);
    }

    @Test
    void givesTheDefaultForWhatIsNotThere() {
        assertThat(parse().number("--rounds", 3)).isEqualTo(3);
    }

    @Test
    void saysWhatItDoesNotUnderstand() {
        assertThatIllegalArgumentException().isThrownBy(() -> parse("--fast")).withMessageContaining("--fast");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parse("--rounds", "0"))
                .withMessageContaining("\"0\"");
        assertThatIllegalArgumentException().isThrownBy(() -> parse("--rounds"));
    }

    private static Options parse(String... arguments) {
        return Options.parse(List.of(arguments), Set.of("--rounds"), Set.of("--quick"));
    }
}
