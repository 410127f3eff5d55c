package dev.tabletalk.adapter.web.ui.workspace;

import dev.tabletalk.domain.connection.ConnectionId;
import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.failure.FailureException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Where a person was last in each database, the latest first, as a text short enough for a cookie. */
public record LastPlaces(List<Place> places) {
    private static final int MOST = 20;
    private static final String BETWEEN_PLACES = "|";
    private static final String BEFORE_CONVERSATION = ":";

    public static final LastPlaces NONE = new LastPlaces(List.of());

    /** A database, and the conversation that was open in it. */
    public record Place(ConnectionId connection, @Nullable ConversationId conversation) {
        private String text() {
            return conversation == null ? connection.value() : connection + BEFORE_CONVERSATION + conversation;
        }
    }

    public LastPlaces {
        places = List.copyOf(places);
    }

    /** Reads what {@link #text()} wrote; parts that make no sense are left out. */
    public static LastPlaces parse(String text) {
        List<Place> places = new ArrayList<>();
        for (String part : text.split("\\" + BETWEEN_PLACES, MOST + 1)) {
            parsePlace(part).filter(place -> places.size() < MOST).ifPresent(places::add);
        }
        return new LastPlaces(places);
    }

    private static Optional<Place> parsePlace(String text) {
        try {
            int colon = text.indexOf(BEFORE_CONVERSATION);
            return Optional.of(
                    colon < 0
                            ? new Place(new ConnectionId(text), null)
                            : new Place(
                                    new ConnectionId(text.substring(0, colon)),
                                    ConversationId.parse(text.substring(colon + 1))));
        } catch (FailureException strange) {
            return Optional.empty();
        }
    }

    public String text() {
        return places.stream().map(Place::text).collect(Collectors.joining(BETWEEN_PLACES));
    }

    /** The same after a person went there. */
    public LastPlaces visit(ConnectionId connection, @Nullable ConversationId conversation) {
        List<Place> visited = new ArrayList<>();
        visited.add(new Place(connection, conversation));
        places.stream()
                .filter(place -> !place.connection().equals(connection))
                .limit(MOST - 1L)
                .forEach(visited::add);
        return new LastPlaces(visited);
    }

    public Optional<Place> latest() {
        return places.stream().findFirst();
    }

    /** The conversation that was open last in a database. */
    public Optional<ConversationId> conversationIn(ConnectionId connection) {
        return places.stream()
                .filter(place -> place.connection().equals(connection))
                .findFirst()
                .flatMap(place -> Optional.ofNullable(place.conversation()));
    }
}
