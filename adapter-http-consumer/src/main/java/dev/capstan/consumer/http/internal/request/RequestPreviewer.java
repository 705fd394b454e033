package dev.capstan.consumer.http.internal.request;

import dev.capstan.document.linked.LinkedOperation;
import dev.capstan.document.linked.OperationInput;
import dev.capstan.document.yaml.YamlNode;
import dev.capstan.document.yaml.YamlScalar;
import dev.capstan.engine.exchange.Body;
import dev.capstan.engine.failure.CallFailedException;
import dev.capstan.engine.failure.CallFailure;
import dev.capstan.engine.spi.SecretMask;
import dev.capstan.engine.spi.consumer.OperationRequest;
import dev.capstan.engine.spi.consumer.RequestContent;
import dev.capstan.engine.spi.consumer.RequestPreview;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Shows requests without sending them. Secrets are replaced before anything is composed, so that none can show through. */
public final class RequestPreviewer {
    private static final String ENCODED_MASK = "%2A%2A%2A";
    private static final List<String> TELLING =
            List.of("authorization", "token", "secret", "password", "api-key", "apikey");

    private final Origin origin;
    private final String template;
    private final LinkedOperation operation;
    private final RequestComposer composer;
    private final SecretMask secrets;

    /**
     * Shows requests of an operation.
     *
     * @param composer one whose authentication is masked
     * @param secrets are masked wherever else they occur
     */
    public RequestPreviewer(URI base, LinkedOperation operation, RequestComposer composer, SecretMask secrets) {
        this.origin = Origin.of(base);
        this.template = template(base.getRawPath(), operation.path().text());
        this.operation = operation;
        this.composer = composer;
        this.secrets = secrets;
    }

    public RequestPreview preview(OperationRequest request) {
        @Nullable JsonNode[] values = masked(request.values());
        RequestContent content = request.body() instanceof RequestContent.Identity callers
                ? new RequestContent.Identity(copy(callers.bytes()), callers.mediaType())
                : request.body();
        try {
            OutgoingRequest composed = composer.compose(new OperationRequest(
                    request.eventLoop(), request.context(), values, content, request.acceptEncoding()));
            try {
                return shown(composed);
            } finally {
                composed.release();
            }
        } catch (CallFailedException refused) {
            CallFailure failure = refused.failure();
            List<String> problems = failure instanceof CallFailure.InvalidArguments arguments
                    ? arguments.problems().stream()
                            .map(CallFailure.ArgumentProblem::detail)
                            .toList()
                    : List.of(failure.detail());
            return new RequestPreview(operation.method(), origin.uri() + template, List.of(), null, problems);
        }
    }

    /** The path that cannot be composed, with its placeholders: the base URI's and the operation's, joined with one slash. */
    private static String template(@Nullable String basePath, String path) {
        String start = basePath == null ? "" : basePath;
        while (start.endsWith("/")) {
            start = start.substring(0, start.length() - 1);
        }
        return start + (path.isEmpty() || path.startsWith("/") ? path : "/" + path);
    }

    /** The same bytes, to be released apart; bytes that are still on their way cannot be shown. */
    private static Body copy(Body body) {
        return body instanceof Body.Whole whole ? Body.of(whole.bytes().retainedDuplicate()) : Body.empty();
    }

    private RequestPreview shown(OutgoingRequest composed) {
        List<Map.Entry<String, String>> fields = new ArrayList<>();
        String[] lines = composed.headText().split("\r\n");
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            fields.add(Map.entry(lines[i].substring(0, colon), secrets.mask(lines[i].substring(colon + 2))));
        }
        EncodedBody body = composed.body();
        return new RequestPreview(
                operation.method(),
                secrets.mask(origin.uri() + composed.target()).replace(ENCODED_MASK, SecretMask.MASK),
                fields,
                body.bytes() == null ? null : secrets.mask(body.bytes().toString(StandardCharsets.UTF_8)),
                List.of());
    }

    private @Nullable JsonNode[] masked(@Nullable JsonNode[] values) {
        @Nullable JsonNode[] masked = values.clone();
        for (OperationInput input : operation.inputs()) {
            if (!ArgumentText.isAbsent(masked[input.index()]) && isSecret(input)) {
                masked[input.index()] = JsonNodeFactory.instance.stringNode(SecretMask.MASK);
            }
        }
        return masked;
    }

    /** Whether a value may be a secret: it comes from outside the document, or its parameter's name tells. */
    private static boolean isSecret(OperationInput input) {
        YamlNode fixed = input.fixedValue();
        if (fixed instanceof YamlScalar scalar && scalar.text().contains("{{")) {
            return true;
        }
        String name = input.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return switch (input.place()) {
            case COOKIE -> true;
            // A placeholder in this spelling may be a variable's.
            case PATH ->
                input.declaration() == null
                        && input.name().indexOf('_') > 0
                        && input.name().equals(input.name().toUpperCase(Locale.ROOT));
            case HEADER, QUERY -> TELLING.stream().anyMatch(name::contains);
            default -> false;
        };
    }
}
