package dev.tabletalk.adapter.llm;

import dev.tabletalk.adapter.llm.offline.OfflineFollowUpGenerator;
import dev.tabletalk.adapter.llm.offline.OfflineModel;
import dev.tabletalk.adapter.llm.offline.OfflineTitleGenerator;
import dev.tabletalk.domain.port.FollowUpGenerator;
import dev.tabletalk.domain.port.LanguageModel;
import dev.tabletalk.domain.port.TitleGenerator;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/**
 * Offers the {@link LanguageModel}, the {@link TitleGenerator} and the {@link FollowUpGenerator} that {@code tabletalk.model} asks for: those of an endpoint
 * when there is a key or an address, otherwise the offline ones.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ModelProperties.class)
public class LlmConfiguration {
    @Bean
    @Lazy
    OpenAiEndpoint openAiEndpoint(ModelProperties properties) {
        return new OpenAiEndpoint(properties);
    }

    @Bean
    LanguageModel languageModel(ModelProperties properties, ObjectProvider<OpenAiEndpoint> endpoint) {
        return properties.isConfigured()
                ? new OpenAiModel(
                        endpoint.getObject(),
                        properties.modelName(),
                        properties.timeouts().limits())
                : new OfflineModel();
    }

    @Bean
    TitleGenerator titleGenerator(ModelProperties properties, ObjectProvider<OpenAiEndpoint> endpoint) {
        return properties.isConfigured()
                ? new OpenAiTitleGenerator(
                        endpoint.getObject(),
                        properties.titleModelName(),
                        properties.timeouts().limits())
                : new OfflineTitleGenerator();
    }

    /** Asks the model for titles: next questions are as small a task. */
    @Bean
    FollowUpGenerator followUpGenerator(ModelProperties properties, ObjectProvider<OpenAiEndpoint> endpoint) {
        return properties.isConfigured()
                ? new OpenAiFollowUpGenerator(
                        endpoint.getObject(),
                        properties.titleModelName(),
                        properties.timeouts().limits())
                : new OfflineFollowUpGenerator();
    }
}
