package io.firewitness.platform.problem;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Schema;

/** Says in a service's OpenAPI document what every operation answers besides its success: a {@link Problem}. */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public class ProblemsInOpenApi implements OASFilter {
    private static final String SCHEMA = "Problem";
    private static final Map<String, Object> EXAMPLE = Map.of(
            "type", "/problems/not-found",
            "title", "Not here",
            "status", 404,
            "code", "not-found",
            "detail",
                    "There is nothing at this address that you can open. Check the address, or ask the person who sent it.",
            "traceId", "4bf92f3577b34da6a3ce929d0e0e4736");

    @Override
    public void filterOpenAPI(OpenAPI document) {
        if (document.getComponents() == null) {
            document.setComponents(OASFactory.createComponents());
        }
        document.getComponents().addSchema(SCHEMA, problem());
        document.getPaths()
                .getPathItems()
                .values()
                .forEach(path -> path.getOperations().forEach(this::add));
    }

    private void add(PathItem.HttpMethod method, Operation operation) {
        var answer = OASFactory.createAPIResponse()
                .description("Why it was not done. The code is stable; the texts follow Accept-Language.");
        if (method != PathItem.HttpMethod.HEAD) {
            answer.content(OASFactory.createContent()
                    .addMediaType(
                            Problem.MEDIA_TYPE,
                            OASFactory.createMediaType()
                                    .schema(OASFactory.createSchema().ref(SCHEMA))
                                    .example(EXAMPLE)));
        }
        operation.getResponses().defaultValue(answer);
    }

    private static Schema problem() {
        Schema error = object().addProperty(
                        "pointer", text("JSON pointer into the body, or the parameter's name behind #"))
                .addProperty("message", text("What is wrong with it"));
        return object().description("An error, RFC 9457")
                .addProperty("type", text("/problems/<code>"))
                .addProperty("title", text("What kind of error"))
                .addProperty("status", OASFactory.createSchema().addType(Schema.SchemaType.INTEGER))
                .addProperty("code", text("Stable; switch on this"))
                .addProperty("detail", text("What happened, what was kept, what to do"))
                .addProperty("args", object().description("The detail's arguments"))
                .addProperty(
                        "errors",
                        OASFactory.createSchema()
                                .addType(Schema.SchemaType.ARRAY)
                                .items(error)
                                .description("The fields at fault"))
                .addProperty("traceId", text("Finds the call in the logs"))
                .required(List.of("type", "title", "status", "code", "detail", "traceId"));
    }

    private static Schema object() {
        return OASFactory.createSchema().addType(Schema.SchemaType.OBJECT);
    }

    private static Schema text(String description) {
        return OASFactory.createSchema().addType(Schema.SchemaType.STRING).description(description);
    }
}
