package dev.tabletalk.adapter.web.api;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.Set;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
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
    public static final String BASE = "/api/v1";

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
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> brokenAnswers() {
        return server -> server.addEngineValves(new BrokenAnswers());
    }

    /** Every call may answer with a problem. */
    @Bean
    OpenApiCustomizer problems() {
        Schema<?> field = typed("object").addProperty("field", typed("string")).addProperty("message", typed("string"));
        Schema<?> problem = typed("object")
                .addProperty("type", typed("string").example("urn:problem:not-found"))
                .addProperty("title", typed("string"))
                .addProperty("status", typed("integer"))
                .addProperty("detail", typed("string"))
                .addProperty("errors", new ArraySchema().items(field));
        ApiResponse response = new ApiResponse()
                .description("What went wrong")
                .content(new Content()
                        .addMediaType(
                                "application/problem+json",
                                new MediaType().schema(new Schema<>().$ref("#/components/schemas/Problem"))));
        return document -> {
            document.getComponents().addSchemas("Problem", problem);
            document.getPaths().values().stream()
                    .flatMap(path -> path.readOperations().stream())
                    .forEach(operation -> operation.getResponses().addApiResponse("default", response));
        };
    }

    private static Schema<?> typed(String type) {
        return new Schema<>().types(Set.of(type));
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
