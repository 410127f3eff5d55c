package dev.tabletalk.adapter.llm;

import dev.tabletalk.domain.connection.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which model to use and how patient to be with it. Empty values count as not set.
 *
 * @param apiKey sent as bearer token; local servers need none
 * @param baseUrl everything before {@code /chat/completions}; secret, because it may hold a user and a password
 * @param model as the server names it
 * @param titleModel names conversations; the model when not set
 * @param retries how often a call is made again after 429, 5xx and connection errors, before its first token
 * @param retryPause before the first retry, about; it doubles with each
 */
@ConfigurationProperties("tabletalk.model")
record ModelProperties(
        @Nullable Secret apiKey,
        @Nullable Secret baseUrl,
        @Nullable String model,
        @Nullable String titleModel,
        @DefaultValue Timeouts timeouts,
        @DefaultValue("3") int retries,
        @DefaultValue("500ms") Duration retryPause) {
    static final String DEFAULT_BASE_URL = "https://api.openai.com/v1";
    static final String DEFAULT_MODEL = "gpt-5-mini";

    ModelProperties {
        apiKey = apiKey == null || apiKey.reveal().isBlank()
                ? null
                : new Secret(apiKey.reveal().strip());
        baseUrl = strip(baseUrl);
        model = strip(model);
        titleModel = strip(titleModel);
        if (apiKey != null && !apiKey.reveal().chars().allMatch(c -> c > ' ' && c < 127)) {
            throw new IllegalArgumentException(
                    "The API key (OPENAI_API_KEY) contains a space or a character that no key has. Copy it again.");
        }
        if (baseUrl != null) {
            address(baseUrl.reveal());
        }
        if (retries < 0 || retries > 10) {
            throw new IllegalArgumentException("tabletalk.model.retries must be 0 to 10.");
        }
        if (retryPause.isNegative() || retryPause.isZero()) {
            throw new IllegalArgumentException("tabletalk.model.retry-pause must be longer than nothing.");
        }
    }

    /** Whether there is a real model; otherwise the offline model answers. */
    boolean isConfigured() {
        return apiKey != null || baseUrl != null;
    }

    URI address() {
        return address(baseUrl == null ? DEFAULT_BASE_URL : baseUrl.reveal());
    }

    String modelName() {
        return model == null ? DEFAULT_MODEL : model;
    }

    String titleModelName() {
        return titleModel == null ? modelName() : titleModel;
    }

    private static URI address(String url) {
        URI address;
        try {
            address = new URI(url);
        } catch (URISyntaxException e) {
            throw unusable();
        }
        String scheme = address.getScheme() == null ? "" : address.getScheme().toLowerCase(Locale.ROOT);
        if (!(scheme.equals("http") || scheme.equals("https"))
                || address.getHost() == null
                || address.getRawQuery() != null
                || address.getRawFragment() != null) {
            throw unusable();
        }
        return address;
    }

    /** Without the value, which may hold a password. */
    private static IllegalArgumentException unusable() {
        return new IllegalArgumentException("The address of the model (OPENAI_BASE_URL) must be like"
                + " https://api.openai.com/v1 or http://localhost:11434/v1, without ? and #.");
    }

    private static @Nullable Secret strip(@Nullable Secret value) {
        return value == null || value.reveal().isBlank()
                ? null
                : new Secret(value.reveal().strip());
    }

    private static @Nullable String strip(@Nullable String value) {
        return value == null || value.isBlank() ? null : value.strip();
    }

    /**
     * How patient to be.
     *
     * @param connect to reach the server
     * @param firstToken how long the model may be silent before its answer begins
     * @param idle how long it may be silent within its answer
     * @param total a whole call, retries included
     */
    record Timeouts(
            @DefaultValue("10s") Duration connect,
            @DefaultValue("120s") Duration firstToken,
            @DefaultValue("60s") Duration idle,
            @DefaultValue("10m") Duration total) {
        Timeouts {
            positive("connect", connect);
            positive("first-token", firstToken);
            positive("idle", idle);
            positive("total", total);
        }

        private static void positive(String name, Duration value) {
            if (value.isNegative() || value.isZero()) {
                throw new IllegalArgumentException(
                        "tabletalk.model.timeouts." + name + " must be longer than nothing.");
            }
        }

        Limits limits() {
            return new Limits(firstToken, idle, total);
        }
    }
}
