package dev.tabletalk.adapter.llm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabletalk.domain.port.Cancellation;
import dev.tabletalk.domain.port.LanguageModel;
import dev.tabletalk.domain.port.ModelReply;
import dev.tabletalk.domain.port.TitleGenerator;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

class LlmConfigurationIT {
    private static ConfigurableApplicationContext start(Map<String, Object> properties) {
        return new SpringApplicationBuilder(LlmConfiguration.class)
                .web(WebApplicationType.NONE)
                .logStartupInfo(false)
                .properties(properties)
                .run();
    }

    @Test
    void usesTheEndpointThatIsConfigured() {
        try (FakeOpenAiServer server = FakeOpenAiServer.start();
                var context = start(Map.of(
                        "tabletalk.model.base-url", server.baseUrl(),
                        "tabletalk.model.model", "local-model",
                        "tabletalk.model.title-model", "small-model"))) {
            LanguageModel model = context.getBean(LanguageModel.class);

            assertThat(model.name()).isEqualTo("local-model");
            assertThat(model.isOffline()).isFalse();
            assertThat(model.reply(Questions.question("?"), piece -> {}, new Cancellation()))
                    .isInstanceOf(ModelReply.Finished.class);
            assertThat(context.getBean(TitleGenerator.class)
                            .titleFor("?", piece -> {})
                            .text())
                    .isEqualTo("A fake title");
            assertThat(server.calls())
                    .extracting(call -> call.body().path("model").asText())
                    .containsExactly("local-model", "small-model");
            assertThat(server.calls())
                    .allSatisfy(call -> assertThat(call.headers()).doesNotContainKey("authorization"));
        }
    }

    @Test
    void answersOfflineWhenNoModelIsConfigured() {
        try (var context = start(Map.of("tabletalk.model.api-key", "", "tabletalk.model.base-url", ""))) {
            assertThat(context.getBean(LanguageModel.class).isOffline()).isTrue();
            assertThat(context.getBean(TitleGenerator.class)
                            .titleFor("How many orders are there?", piece -> {})
                            .text())
                    .isNotBlank();
        }
    }
}
