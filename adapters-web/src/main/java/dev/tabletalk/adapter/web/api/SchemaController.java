package dev.tabletalk.adapter.web.api;

import dev.tabletalk.application.connection.ReadSchemaUseCase;
import dev.tabletalk.domain.connection.ConnectionId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Schema")
final class SchemaController {
    private final ReadSchemaUseCase schemas;

    SchemaController(ReadSchemaUseCase schemas) {
        this.schemas = schemas;
    }

    @GetMapping(ApiConfiguration.BASE + "/dbs/{connectionId}/schema")
    @Operation(
            summary = "Tables and views with their columns and keys",
            description = "With search only those that mention the text in their name, columns or comments.")
    SchemaJson schema(@PathVariable String connectionId, @RequestParam(defaultValue = "") String search) {
        return SchemaJson.of(schemas.schema(ConnectionId.parse(connectionId), search));
    }
}
