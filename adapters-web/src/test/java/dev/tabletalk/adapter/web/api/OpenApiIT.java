package dev.tabletalk.adapter.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

final class OpenApiIT extends HttpTestBase {
    @Test
    void describesEveryCall() {
        Answer document = get("//v3/api-docs").expect(200);
        JsonNode paths = document.json().path("paths");
        assertThat(paths.propertyNames())
                .containsExactlyInAnyOrder(
                        "/api/v1/dbs",
                        "/api/v1/dbs/{connectionId}",
                        "/api/v1/dbs/{connectionId}/test",
                        "/api/v1/dbs/{connectionId}/check",
                        "/api/v1/dbs/{connectionId}/schema",
                        "/api/v1/dbs/{connectionId}/query",
                        "/api/v1/dbs/{connectionId}/conversations",
                        "/api/v1/dbs/{connectionId}/ag-ui",
                        "/api/v1/conversations/{id}",
                        "/api/v1/conversations/{id}/messages",
                        "/api/v1/conversations/{id}/generate-title",
                        "/api/v1/conversations/{id}/turns",
                        "/api/v1/turns/{turnId}",
                        "/api/v1/turns/{turnId}/branch",
                        "/api/v1/turns/{turnId}/charts/{resultId}",
                        "/api/v1/turns/{turnId}/charts/{resultId}.svg",
                        "/api/v1/turns/{turnId}/events",
                        "/api/v1/turns/{turnId}/trace",
                        "/api/v1/turns/{turnId}/trace/{call}/request",
                        "/api/v1/turns/{turnId}/feedback",
                        "/api/v1/turns/{turnId}/calls/{callId}/versions",
                        "/api/v1/dbs/{connectionId}/explain",
                        "/api/v1/results/{resultId}/diff",
                        "/api/v1/results/{resultId}",
                        "/api/v1/results/{resultId}.csv",
                        "/api/v1/results/{resultId}.json",
                        "/api/v1/results/{resultId}.xlsx",
                        "/api/v1/exports/{exportId}",
                        "/api/v1/conversations/{id}.md",
                        "/api/v1/conversations/{id}.html",
                        "/api/v1/conversations/{id}.json",
                        "/api/v1/conversations/{id}.sql",
                        "/api/v1/dbs/{connectionId}/conversations/import");
        for (JsonNode path : paths) {
            for (JsonNode operation : path) {
                assertThat(operation.path("summary").asString(""))
                        .as(operation.toString())
                        .isNotBlank();
                assertThat(operation.at("/responses/default/content").propertyNames())
                        .containsExactly("application/problem+json");
            }
        }
        assertThat(document.body()).doesNotContain("JsonNode");
        assertThat(document.at("/components/schemas/ToolCallJson/properties/input/type"))
                .isEqualTo("object");
        assertThat(document.json()
                        .at("/components/schemas/ResultColumnJson/properties")
                        .propertyNames())
                .containsExactly("name", "type");
        assertThat(document.json().at("/components/schemas/Problem/properties").propertyNames())
                .containsExactlyInAnyOrder("type", "title", "status", "detail", "errors");
    }

    @Test
    void hasAPageThatLoadsOnlyFromHere() {
        Answer moved = get("//swagger-ui.html").expect(302);
        Answer page = get("/" + moved.header("Location")).expect(200);
        assertThat(page.header("Content-Type")).startsWith("text/html");
        assertThat(page.body())
                .doesNotContain("http://")
                .doesNotContain("https://")
                .doesNotContain("<script>");
        assertThat(get("//swagger-ui/swagger-initializer.js").expect(200).body())
                .contains("/v3/api-docs");
        get("//swagger-ui/swagger-ui-bundle.js").expect(200);
        get("//swagger-ui/swagger-ui.css").expect(200);
    }
}
