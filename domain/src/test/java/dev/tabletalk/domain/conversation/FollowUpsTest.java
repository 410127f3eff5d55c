package dev.tabletalk.domain.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class FollowUpsTest {
    @Test
    void takesTheFirstThreeThatFitOnALine() {
        assertThat(FollowUps.firstOf(List.of(
                                " One\n\tmore? ",
                                "",
                                "one more?",
                                "x".repeat(FollowUps.MAX_LENGTH + 1),
                                "Two?",
                                "Three?",
                                "Four?"))
                        .questions())
                .containsExactly("One more?", "Two?", "Three?");
    }

    @Test
    void refusesWhatCannotBeOffered() {
        assertThatIllegalArgumentException().isThrownBy(() -> new FollowUps(List.of("a", "b", "c", "d")));
        assertThatIllegalArgumentException().isThrownBy(() -> new FollowUps(List.of("a\nb")));
        assertThatIllegalArgumentException().isThrownBy(() -> new FollowUps(List.of(" ")));
        assertThat(FollowUps.NONE.isEmpty()).isTrue();
    }
}
