package dev.tabletalk.adapter.web.api;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.PropertySource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.type.LogicalType;

/** The REST API under {@code /api/v1} and its OpenAPI document. Needs the beans of the use cases. */
@Configuration(proxyBeanMethods = false)
@ComponentScan
@PropertySource("classpath:dev/tabletalk/adapter/web/api/api.properties")
public class ApiConfiguration {
    static final String BASE = "/api/v1";

    /** A number is not a text and a text is not a number: a wrong type is an error, not a guess. Numbers keep all digits. */
    @Bean
    JsonMapperBuilderCustomizer strictTypes() {
        return mapper -> mapper.disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                .withCoercionConfig(
                        LogicalType.Textual,
                        config -> config.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail));
    }

    @Bean
    OpenAPI description() {
        return new OpenAPI()
                .info(
                        new Info()
                                .title("Tabletalk")
                                .version("1")
                                .description(
                                        "Talk to your databases. Every error is an RFC 9457 application/problem+json with"
                                                + " type (urn:problem:…), title, status, detail and, where a field is to blame,"
                                                + " errors: [{field, message}]. Times are ISO-8601 in UTC. Unknown fields are ignored."));
    }
}
