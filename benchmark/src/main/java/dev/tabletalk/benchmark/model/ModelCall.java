package dev.tabletalk.benchmark.model;

import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A request to the fake model.
 *
 * @param forTitle whether it asks for a title or for next questions, which both get a few words: no tools, and the system message
 *     speaks of them
 * @param queriesDone results of tools since the question
 * @param arrivedAt when all of it was there, by {@link System#nanoTime()}
 */
record ModelCall(
        boolean forTitle, Script script, int queriesDone, boolean mayQuery, boolean wantsUsage, long arrivedAt) {
    private static final JsonMapper JSON = JsonMapper.shared();

    static ModelCall of(byte[] body, long arrivedAt) {
        JsonNode json = JSON.readTree(body);
        String system = "";
        String question = "";
        int done = 0;
        for (JsonNode message : json.path("messages")) {
            String role = message.path("role").asString("");
            String content = message.path("content").asString("");
            if (role.equals("system")) {
                system = content;
            } else if (role.equals("user")) {
                question = content;
                done = 0;
            } else if (role.equals("tool")) {
                done++;
            }
        }
        String instructions = system.toLowerCase(Locale.ROOT);
        boolean forTitle = json.path("tools").isEmpty()
                && (instructions.contains("title") || instructions.contains("next questions"));
        return new ModelCall(
                forTitle,
                Script.in(question),
                done,
                !json.path("tools").isEmpty(),
                json.path("stream_options").path("include_usage").asBoolean(false),
                arrivedAt);
    }
}
