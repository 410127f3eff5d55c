package dev.tabletalk.adapter.llm;

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
        return new OpenAiModel(
                endpoint, properties.modelName(), properties.timeouts().limits());
    }

    @Bean
    TitleGenerator titleGenerator(ModelProperties properties, OpenAiEndpoint endpoint) {
        return new OpenAiTitleGenerator(
                endpoint, properties.titleModelName(), properties.timeouts().limits());
    }
}
