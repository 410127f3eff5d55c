package dev.tabletalk.adapter.web.ui.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabletalk.domain.connection.ConnectionId;
import dev.tabletalk.domain.conversation.ConversationId;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LastPlacesTest {
    private static final ConnectionId SHOP = new ConnectionId("shop");
    private static final ConnectionId LIBRARY = new ConnectionId("library");
    private static final ConversationId TALK = ConversationId.create(Instant.EPOCH);

    @Test
    void remembersTheLastConversationOfEachDatabase() {
        LastPlaces places = LastPlaces.NONE.visit(SHOP, TALK).visit(LIBRARY, null);
        assertThat(places.latest()).hasValue(new LastPlaces.Place(LIBRARY, null));
        assertThat(places.conversationIn(SHOP)).hasValue(TALK);
        assertThat(places.conversationIn(LIBRARY)).isEmpty();
        assertThat(places.visit(SHOP, null).conversationIn(SHOP)).isEmpty();
    }

    @Test
    void survivesBeingWritten() {
        LastPlaces places = LastPlaces.NONE.visit(SHOP, TALK).visit(LIBRARY, null);
        assertThat(LastPlaces.parse(places.text())).isEqualTo(places);
        assertThat(LastPlaces.parse(LastPlaces.NONE.text())).isEqualTo(LastPlaces.NONE);
    }

    @Test
    void leavesOutWhatMakesNoSense() {
        assertThat(LastPlaces.parse("Shop|:|shop:nonsense|library|<script>").places())
                .containsExactly(new LastPlaces.Place(LIBRARY, null));
    }

    @Test
    void fitsIntoACookie() {
        LastPlaces places = LastPlaces.NONE;
        for (int i = 0; i < 100; i++) {
            places = places.visit(new ConnectionId("a-rather-long-name-" + i), TALK);
        }
        assertThat(places.places()).hasSize(20);
        assertThat(places.text()).hasSizeLessThan(4_000);
        assertThat(LastPlaces.parse(places.text())).isEqualTo(places);
    }
}
