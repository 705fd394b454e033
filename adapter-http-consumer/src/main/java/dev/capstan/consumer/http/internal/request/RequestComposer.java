package dev.capstan.consumer.http.internal.request;

import dev.capstan.consumer.http.internal.authentication.AuthenticationHeaders;
import dev.capstan.document.linked.InputLocation;
import dev.capstan.document.linked.LinkedOperation;
import dev.capstan.document.linked.OperationInput;
import dev.capstan.engine.failure.CallFailedException;
import dev.capstan.engine.failure.CallFailure;
import dev.capstan.engine.failure.CallFailure.ArgumentProblem;
import dev.capstan.engine.spi.consumer.OperationRequest;
import dev.capstan.http.head.HeaderText;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Writes an operation's requests from parts that were compiled when its document was loaded. */
public final class RequestComposer {
    private static final byte[] END = RequestHeaderComposer.ascii("\r\n");
    private static final byte[] CONTENT_TYPE = RequestHeaderComposer.ascii("Content-Type: ");

    private static final Set<String> WRITES = Set.of("POST", "PUT", "PATCH");
    private static final Set<String> IDEMPOTENT = Set.of("GET", "HEAD", "OPTIONS", "PUT", "DELETE");

    private final ByteBufAllocator allocator;
    private final String method;
    private final byte[] methodBytes;
    private final boolean expectsBody;
    private final boolean repeatable;
    private final RequestUri target;
    private final byte[] version;
    private final RequestHeaderComposer fields;
    private final AuthenticationHeaders authentication;
    private final OperationInput[] required;
    private final BodyEncoder bodies;
    private final long maxBodyBytes;

    /**
     * Compiles an operation.
     *
     * @throws dev.capstan.engine.failure.InvalidSettingException for a parameter that cannot be sent
     */
    public RequestComposer(
            URI base,
            Origin origin,
            LinkedOperation operation,
            AuthenticationHeaders authentication,
            String product,
            ByteBufAllocator allocator,
            long maxBodyBytes) {
        this.allocator = allocator;
        this.method = operation.method();
        this.methodBytes = RequestHeaderComposer.ascii(method + " ");
        this.expectsBody = WRITES.contains(method);
        this.repeatable = IDEMPOTENT.contains(method);
        this.target = RequestUri.compile(base, operation, authentication.queryKeys());
        this.version = RequestHeaderComposer.ascii(" HTTP/1.1\r\nHost: " + origin.hostField() + "\r\n");
        this.fields = RequestHeaderComposer.compile(operation, authentication.owned(), product);
        this.authentication = authentication;
        this.required = operation.inputs().stream()
                .filter(input -> input.required() && isComposedHere(input, authentication))
                .toArray(OperationInput[]::new);
        this.bodies = new BodyEncoder(allocator);
        this.maxBodyBytes = maxBodyBytes;
    }

    private static boolean isComposedHere(OperationInput input, AuthenticationHeaders authentication) {
        InputLocation place = input.place();
        return place == InputLocation.PATH
                || place == InputLocation.COOKIE
                || place == InputLocation.HEADER && !authentication.owned().contains(input.name())
                || place == InputLocation.QUERY && !RequestUri.isKey(input.name(), authentication.queryKeys());
    }

    /** What is wrong with the arguments, as far as path, query, header and cookies go; empty when nothing is. */
    public List<ArgumentProblem> problems(@Nullable JsonNode[] values) {
        ArgumentProblems problems = new ArgumentProblems();
        check(values, problems);
        return problems.all();
    }

    /** What is wrong with the arguments, as far as path, query, header and cookies go. */
    void check(@Nullable JsonNode[] values, ArgumentProblems problems) {
        for (OperationInput input : required) {
            if (ArgumentText.isAbsent(values[input.index()])) {
                problems.missing(input.name());
            }
        }
        target.check(values, problems);
        fields.check(values, problems);
        String contentType = fields.contentType(values);
        if (contentType != null && !HeaderText.hasNoControls(contentType)) {
            problems.refused("Content-Type", "holds a control character, which a header cannot carry");
        }
    }

    /**
     * Writes a request. Takes over its body, whatever happens.
     *
     * @throws CallFailedException when the arguments do not make a request
     */
    public OutgoingRequest compose(OperationRequest request) {
        ArgumentProblems problems = new ArgumentProblems();
        EncodedBody body = bodies.encode(request.body(), problems);
        ByteBuf head = null;
        try {
            check(request.values(), problems);
            if (body.mediaType() != null && !HeaderText.hasNoControls(body.mediaType())) {
                problems.refused("Content-Type", "holds a control character, which a header cannot carry");
            }
            CallFailure failure = problems.failure();
            if (failure == null && body.length() > maxBodyBytes) {
                failure = new CallFailure.BodyTooLarge(maxBodyBytes);
            }
            if (failure != null) {
                throw new CallFailedException(failure);
            }
            head = allocator.buffer(512);
            return write(request, body, head);
        } catch (RuntimeException | Error failure) {
            if (head != null) {
                head.release();
            }
            body.release();
            throw failure;
        }
    }

    private OutgoingRequest write(OperationRequest request, EncodedBody body, ByteBuf head) {
        @Nullable JsonNode[] values = request.values();
        head.writeBytes(methodBytes);
        target.write(values, head);
        int targetEnd = head.writerIndex();
        head.writeBytes(version);
        int generalStart = head.writerIndex();
        fields.writeGeneral(values, request.acceptEncoding(), head);
        int othersStart = head.writerIndex();
        fields.writeOthers(values, head);
        head.writeBytes(authentication.lines());
        boolean traced = fields.writeContext(request.context(), values, head);
        int othersEnd = head.writerIndex();
        String mediaType = fields.contentType(values);
        writeBodyFields(body, mediaType == null ? body.mediaType() : mediaType, head);
        head.writeBytes(END);
        return new OutgoingRequest(
                method,
                head,
                new OutgoingRequest.Marks(methodBytes.length, targetEnd, generalStart, othersStart, othersEnd),
                body,
                repeatable,
                traced);
    }

    private void writeBodyFields(EncodedBody body, @Nullable String mediaType, ByteBuf head) {
        if (mediaType != null) {
            head.writeBytes(CONTENT_TYPE);
            ArgumentText.writeField(mediaType, head);
            head.writeBytes(END);
        }
        body.writeFraming(expectsBody, head);
    }
}
