package dev.capstan.consumer.http;

import dev.capstan.document.linked.InputLocation;
import dev.capstan.document.linked.LinkedOperation;
import dev.capstan.document.linked.OperationInput;
import dev.capstan.engine.failure.CallFailedException;
import dev.capstan.engine.failure.CallFailure;
import dev.capstan.engine.spi.consumer.OperationRequest;
import dev.capstan.http.head.HeaderText;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Writes an operation's requests from parts that were compiled when its document was loaded. */
final class RequestComposer {
    private static final byte[] END = RequestFields.ascii("\r\n");
    private static final byte[] CONTENT_TYPE = RequestFields.ascii("Content-Type: ");
    private static final byte[] CONTENT_LENGTH = RequestFields.ascii("Content-Length: ");
    private static final byte[] CHUNKED = RequestFields.ascii("Transfer-Encoding: chunked\r\n");

    private final ByteBufAllocator allocator;
    private final String method;
    private final byte[] methodBytes;
    private final boolean expectsBody;
    private final RequestTarget target;
    private final byte[] version;
    private final RequestFields fields;
    private final AuthenticationFields authentication;
    private final OperationInput[] required;
    private final BodyEncoder bodies;
    private final long maxBodyBytes;

    /**
     * Compiles an operation.
     *
     * @throws dev.capstan.engine.failure.InvalidSettingException for a parameter that cannot be sent
     */
    RequestComposer(
            URI base,
            Origin origin,
            LinkedOperation operation,
            AuthenticationFields authentication,
            String product,
            ByteBufAllocator allocator,
            long maxBodyBytes) {
        this.allocator = allocator;
        this.method = operation.method();
        this.methodBytes = RequestFields.ascii(method + " ");
        this.expectsBody = List.of("POST", "PUT", "PATCH").contains(method);
        this.target = RequestTarget.compile(base, operation, authentication.queryKeys());
        this.version = RequestFields.ascii(" HTTP/1.1\r\nHost: " + origin.hostField() + "\r\n");
        this.fields = RequestFields.compile(operation, authentication.owned(), product);
        this.authentication = authentication;
        this.required = operation.inputs().stream()
                .filter(input -> input.required() && isComposedHere(input, authentication))
                .toArray(OperationInput[]::new);
        this.bodies = new BodyEncoder(allocator);
        this.maxBodyBytes = maxBodyBytes;
    }

    private static boolean isComposedHere(OperationInput input, AuthenticationFields authentication) {
        InputLocation place = input.place();
        return place == InputLocation.PATH
                || place == InputLocation.COOKIE
                || place == InputLocation.HEADER && !authentication.owned().contains(input.name())
                || place == InputLocation.QUERY && !RequestTarget.isKey(input.name(), authentication.queryKeys());
    }

    /** What is wrong with the arguments, as far as path, query, header and cookies go. */
    void check(@Nullable JsonNode[] values, Problems problems) {
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
    OutgoingRequest compose(OperationRequest request) {
        Problems problems = new Problems();
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
            return new OutgoingRequest(method, head, writeHead(request, body, head), body);
        } catch (RuntimeException | Error failure) {
            if (head != null) {
                head.release();
            }
            body.release();
            throw failure;
        }
    }

    private OutgoingRequest.Marks writeHead(OperationRequest request, EncodedBody body, ByteBuf head) {
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
        int othersEnd = head.writerIndex();
        String mediaType = fields.contentType(values);
        writeBodyFields(body, mediaType == null ? body.mediaType() : mediaType, head);
        head.writeBytes(END);
        return new OutgoingRequest.Marks(methodBytes.length, targetEnd, generalStart, othersStart, othersEnd);
    }

    private void writeBodyFields(EncodedBody body, @Nullable String mediaType, ByteBuf head) {
        if (mediaType != null) {
            head.writeBytes(CONTENT_TYPE);
            ArgumentText.writeField(mediaType, head);
            head.writeBytes(END);
        }
        if (body.length() < 0) {
            head.writeBytes(CHUNKED);
        } else if (expectsBody || body.isPresent()) {
            head.writeBytes(CONTENT_LENGTH);
            ByteBufUtil.writeAscii(head, Long.toString(body.length()));
            head.writeBytes(END);
        }
    }
}
