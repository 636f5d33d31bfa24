package io.lc2.backup.commandapi.rest;

import io.lc2.backup.commandapi.submission.Caller;
import io.lc2.backup.domain.Provider;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.servers.Server;
import java.lang.annotation.Annotation;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.customizers.PropertyCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the OpenAPI document says beyond what the controllers show: headers, problems, allowed names. */
@Configuration(proxyBeanMethods = false)
class ApiDocument {

    private static final String PROBLEM = "Problem";

    static {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Caller.class);
    }

    @Bean
    OpenAPI openApi() {
        return new OpenAPI()
                .info(new Info()
                        .title("LC2 Backup command API")
                        .version("v1")
                        .description("Takes wishes and puts them on the log as commands. An answer means that the log"
                                + " has acknowledged the command; what becomes of it tells the catalog, at Location."
                                + " Repeating a call with the same Idempotency-Key repeats nothing.")
                        .license(new License().name("Apache-2.0")))
                // Without one, springdoc writes the address of whoever asks first.
                .servers(List.of(new Server().url("/")))
                .components(new Components().schemas(schemas()).headers(headers()));
    }

    @Bean
    OperationCustomizer headersAndProblems() {
        return (operation, method) -> {
            if (method.getBeanType() == DeadLettersController.class) {
                deadLetterProblems(String.valueOf(operation.getOperationId()))
                        .forEach(operation.getResponses()::addApiResponse);
                return operation;
            }
            boolean asksForNothing = operation.getResponses().containsKey("200");
            if (!asksForNothing) {
                parameters().forEach(operation::addParametersItem);
                // A policy that is removed is shown nowhere.
                boolean located = !"deletePolicy".equals(operation.getOperationId());
                operation.getResponses().forEach((status, response) -> answer(status, response, located));
            }
            problems().forEach(operation.getResponses()::addApiResponse);
            if (operation.getRequestBody() != null) {
                bodyProblems().forEach(operation.getResponses()::addApiResponse);
            }
            return operation;
        };
    }

    @Bean
    PropertyCustomizer allowedNames() {
        return (property, type) -> {
            if (property instanceof JsonSchema text) {
                oneOf(type).ifPresent(oneOf -> text.setEnum(List.copyOf(WireNames.of(oneOf.value()))));
            }
            return property;
        };
    }

    @Bean
    OpenApiCustomizer describedParameters() {
        return api -> api.getPaths().values().stream()
                .flatMap(path -> path.readOperations().stream())
                .flatMap(operation ->
                        Stream.ofNullable(operation.getParameters()).flatMap(List::stream))
                .forEach(ApiDocument::describe);
    }

    private static void describe(Parameter parameter) {
        switch (parameter.getName()) {
            case "projectId" -> parameter.description("Project: a label.").example("acme");
            case "backupId" -> parameter.description("Backup.").example("b-local-7k3qwd2hzbmx4n5vfy6a");
            case "restoreId" -> parameter.description("Restore.").example("r-local-x2mwd4hzbm7kqn5vfy3a");
            case "policyId" ->
                parameter
                        .description("Policy of the project: a label of at most 40 characters.")
                        .example("nightly");
            case "letterId" ->
                parameter.description("Dead letter: partition-offset.").example("12-345");
            case "topic" -> parameter.description("Only records of this topic.").example("backup-commands");
            case "pageSize" ->
                parameter.description("At most so many, 1 to 200.").example("50");
            case "pageToken" -> parameter.description("Go on where an earlier list ended.");
            case "reason" ->
                parameter
                        .description("Why, for the audit trail; at most 1,000 characters.")
                        .example("case 7");
            case "force" ->
                parameter.description("true: also the last restorable backup of its environment; wants a reason.");
            case "again" -> parameter.description("true: also when it was replayed already.");
            case "provider" ->
                parameter
                        .description("Whose executor answers; needed only for ids that were not made by this API.")
                        .schema(new StringSchema()._enum(WireNames.of(Provider.class)));
            default -> {}
        }
    }

    private static Optional<OneOf> oneOf(AnnotatedType type) {
        Annotation[] annotations = type.getCtxAnnotations();
        return annotations == null
                ? Optional.empty()
                : Arrays.stream(annotations)
                        .filter(OneOf.class::isInstance)
                        .map(OneOf.class::cast)
                        .findFirst();
    }

    private static List<Parameter> parameters() {
        return List.of(
                header(
                        CallHeaders.IDEMPOTENCY_KEY,
                        CallHeaders.IDEMPOTENCY_KEY_FORM.pattern(),
                        "Calls of a project with the same key are one call. Left out: made here and told in the answer."),
                header(
                        CallHeaders.ACTOR,
                        CallHeaders.ACTOR_FORM.pattern(),
                        "Opaque id of the user or service account, for the audit trail. Asserted by the caller and"
                                + " not authenticated; left out: anonymous."),
                header(
                        CallHeaders.CORRELATION_ID,
                        CallHeaders.CORRELATION_ID_FORM.pattern(),
                        "Ties calls, log entries and events together. Left out or not of this form: made here."),
                header(CallHeaders.TRACEPARENT, null, "W3C trace context; passed on with the command."));
    }

    private static Parameter header(String name, @Nullable String pattern, String description) {
        return new HeaderParameter()
                .name(name)
                .description(description)
                .schema(new StringSchema().pattern(pattern == null ? null : "^" + pattern + "$"));
    }

    private static void answer(String status, ApiResponse response, boolean located) {
        response.setDescription(
                switch (status) {
                    case "201" -> "The log has acknowledged the request.";
                    case "204" ->
                        located
                                ? "The log has acknowledged the deletion; Location tells its progress."
                                : "The log has acknowledged the deletion.";
                    default -> "The log has acknowledged the wish; whether it can be met tells the catalog.";
                });
        if (located) {
            response.addHeaderObject("Location", new Header().$ref("Location"));
        }
        response.addHeaderObject(CallHeaders.IDEMPOTENCY_KEY, new Header().$ref(CallHeaders.IDEMPOTENCY_KEY));
        response.addHeaderObject(CallHeaders.CORRELATION_ID, new Header().$ref(CallHeaders.CORRELATION_ID));
    }

    private static Map<String, ApiResponse> problems() {
        return Map.of(
                "400", problem("A field, header or parameter is wrong; errors names each."),
                "422", problem("The Idempotency-Key was used for another request."),
                "500", problem("A defect of the service."),
                "503",
                        problem("Kafka or the schema registry did not answer within 5 s. Repeating the call with the"
                                        + " Idempotency-Key of this answer is safe.")
                                .addHeaderObject("Retry-After", new Header().$ref("Retry-After")));
    }

    private static Map<String, ApiResponse> deadLetterProblems(String operation) {
        Map<String, ApiResponse> problems = new TreeMap<>();
        problems.put("400", problem("A parameter is wrong; errors names it."));
        problems.put("500", problem("A defect of the service."));
        problems.put(
                "503",
                problem("Kafka did not answer in time.")
                        .addHeaderObject("Retry-After", new Header().$ref("Retry-After")));
        if (!operation.startsWith("list")) {
            problems.put("404", problem("There is no dead letter of this id, or none any more."));
        }
        if (operation.startsWith("replay")) {
            problems.put("409", problem("The record was not sent again; the detail says why."));
        }
        return problems;
    }

    private static Map<String, ApiResponse> bodyProblems() {
        return Map.of(
                "413", problem("The body is too large."),
                "415", problem("The body is not application/json."));
    }

    private static ApiResponse problem(String description) {
        return new ApiResponse()
                .description(description)
                .content(new Content()
                        .addMediaType(
                                org.springframework.http.MediaType.APPLICATION_PROBLEM_JSON_VALUE,
                                new MediaType().schema(new Schema<>().$ref("#/components/schemas/" + PROBLEM))));
    }

    @SuppressWarnings("rawtypes")
    private static Map<String, Schema> schemas() {
        return ModelConverters.getInstance(true).readAll(Problem.class);
    }

    private static Map<String, Header> headers() {
        return Map.of(
                "Location",
                text("Where the catalog shows what was asked for."),
                CallHeaders.IDEMPOTENCY_KEY,
                text("Key of this call, sent or made."),
                CallHeaders.CORRELATION_ID,
                text("Correlation id of this call, sent or made."),
                "Retry-After",
                text("Seconds after which to try again."));
    }

    private static Header text(String description) {
        return new Header().description(description).schema(new StringSchema());
    }
}
