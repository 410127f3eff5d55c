package dev.tabletalk.adapter.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ModelPropertiesTest {
    private static ModelProperties bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("tabletalk.model", ModelProperties.class);
    }

    @Test
    void hasSensibleDefaults() {
        ModelProperties properties = bind(Map.of());

        assertThat(properties.isConfigured()).isFalse();
        assertThat(properties.address()).hasToString("https://api.openai.com/v1");
        assertThat(properties.modelName()).isEqualTo("gpt-5-mini");
        assertThat(properties.titleModelName()).isEqualTo("gpt-5-mini");
        assertThat(properties.retries()).isEqualTo(3);
        assertThat(properties.timeouts().limits())
                .isEqualTo(new Limits(Duration.ofMinutes(2), Duration.ofMinutes(1), Duration.ofMinutes(10)));
    }

    @Test
    void takesEmptyVariablesAsNotSet() {
        ModelProperties properties = bind(
                Map.of("tabletalk.model.api-key", "", "tabletalk.model.base-url", " ", "tabletalk.model.model", ""));

        assertThat(properties.isConfigured()).isFalse();
        assertThat(properties.modelName()).isEqualTo("gpt-5-mini");
    }

    @Test
    void needsOnlyAKey() {
        ModelProperties properties = bind(Map.of("tabletalk.model.api-key", "sk-secret\n"));

        assertThat(properties.isConfigured()).isTrue();
        assertThat(properties.apiKey())
                .isNotNull()
                .satisfies(key -> assertThat(key.reveal()).isEqualTo("sk-secret"));
    }

    @Test
    void needsOnlyAnAddress() {
        ModelProperties properties = bind(Map.of(
                "tabletalk.model.base-url", "http://localhost:11434/v1/",
                "tabletalk.model.model", "qwen3",
                "tabletalk.model.timeouts.first-token", "5m"));

        assertThat(properties.isConfigured()).isTrue();
        assertThat(properties.titleModelName()).isEqualTo("qwen3");
        assertThat(properties.timeouts().firstToken()).isEqualTo(Duration.ofMinutes(5));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost:11434",
                "ftp://user:pass-word@host/v1",
                "https://user:pass-word@host/v1?api-version=1",
                "https:///v1",
                "http://user:pass-word@ho st"
            })
    void refusesAnAddressThatIsNoneWithoutRepeatingIt(String url) {
        assertThatThrownBy(() -> bind(Map.of("tabletalk.model.base-url", url)))
                .isInstanceOf(BindException.class)
                .rootCause()
                .hasMessageContaining("OPENAI_BASE_URL")
                .hasMessageNotContaining("pass-word");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sk secret", "sk-sécret", "“sk-secret”", "sk-\u0001"})
    void refusesAKeyThatCannotBeSentWithoutRepeatingIt(String key) {
        assertThatThrownBy(() -> bind(Map.of("tabletalk.model.api-key", key)))
                .rootCause()
                .hasMessageContaining("OPENAI_API_KEY")
                .hasMessageNotContaining("cret");
    }

    @Test
    void neverShowsItsSecrets() {
        assertThat(bind(Map.of(
                        "tabletalk.model.api-key", "sk-secret",
                        "tabletalk.model.base-url", "https://anna:pass-word@host/v1")))
                .asString()
                .doesNotContain("sk-secret", "pass-word");
    }
}
