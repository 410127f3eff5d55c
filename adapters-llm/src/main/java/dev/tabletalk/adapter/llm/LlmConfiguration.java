package dev.tabletalk.adapter.llm;

import dev.tabletalk.adapter.llm.offline.OfflineModel;
import dev.tabletalk.adapter.llm.offline.OfflineTitleGenerator;
import dev.tabletalk.domain.port.LanguageModel;
import dev.tabletalk.domain.port.TitleGenerator;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Offers the {@link LanguageModel} and the {@link TitleGenerator} that {@code tabletalk.model} asks for. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ModelProperties.class)
public class LlmConfiguration {
    @Bean
    OpenAiEndpoint openAiEndpoint(ModelProperties properties) {
        return new OpenAiEndpoint(properties);
    }

    @Bean
    LanguageModel languageModel(ModelProperties properties, OpenAiEndpoint endpoint) {
        return properties.isConfigured()
                ? new OpenAiModel(
                        endpoint, properties.modelName(), properties.timeouts().limits())
                : new OfflineModel();
    }

    @Bean
    TitleGenerator titleGenerator(ModelProperties properties, OpenAiEndpoint endpoint) {
        return properties.isConfigured()
                ? new OpenAiTitleGenerator(
                        endpoint,
                        properties.titleModelName(),
                        properties.timeouts().limits())
                : new OfflineTitleGenerator();
    }
}
