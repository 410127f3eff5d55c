package dev.tabletalk.adapter.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ConversationsIT extends HttpTestBase {
    @Test
    void createsAndShowsAConversation() {
        Answer created =
                post(SHOP + "/conversations", "{\"title\":\"  Revenue 📈  \"}").expect(201);
        assertThat(created.header("Location")).isEqualTo("/api/v1/conversations/" + created.at("/id"));
        assertThat(created.at("/title")).isEqualTo("Revenue 📈");
        Answer shown = get("/conversations/" + created.at("/id")).expect(200);
        assertThat(shown.json().propertyNames())
                .containsExactlyInAnyOrder(
                        "id",
                        "connectionId",
                        "title",
                        "titleSource",
                        "pinned",
                        "archived",
                        "trashed",
                        "running",
                        "messageCount",
                        "createdAt",
                        "updatedAt",
                        "messages",
                        "previousCursor");
        assertThat(shown.at("/connectionId")).isEqualTo("shop");
        assertThat(shown.at("/titleSource")).isEqualTo("manual");
        assertThat(shown.at("/createdAt")).startsWith("2026-03-04T09:").endsWith("Z");
        assertThat(shown.at("/messages")).isEqualTo("[]");
        assertThat(shown.at("/previousCursor")).isEqualTo("null");
    }
}
