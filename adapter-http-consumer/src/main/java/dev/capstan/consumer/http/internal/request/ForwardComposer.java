package dev.capstan.consumer.http.internal.request;

import dev.capstan.consumer.http.internal.authentication.AuthenticationHeaders;
import dev.capstan.document.linked.InputLocation;
import dev.capstan.engine.exchange.HeaderFields;
import dev.capstan.engine.failure.CallFailedException;
import dev.capstan.engine.failure.CallFailure;
import dev.capstan.engine.failure.CallFailure.ArgumentProblem;
import dev.capstan.engine.failure.InvalidSettingException;
import dev.capstan.engine.spi.consumer.FixedParameter;
import dev.capstan.engine.spi.consumer.ForwardRequest;
import dev.capstan.engine.spi.consumer.OutboundAuthentication.ApiKey;
import dev.capstan.http.head.HeaderText;
import dev.capstan.http.uri.PercentDecoder;
import dev.capstan.http.uri.PercentEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Writes requests that are passed on as they are: the client's method, path, query and body, byte for byte; of its header fields those
 * that describe the body and those that are trusted; and what the API is given with each request.
 */
public final class ForwardComposer {
    private static final Set<String> WRITES = Set.of("POST", "PUT", "PATCH");
    private static final List<String> BODY_FIELDS = List.of("content-type", "content-encoding", "content-language");

    private final ByteBufAllocator allocator;
    private final byte[] basePath;
    private final byte[] basePathAlone;
    private final byte @Nullable [] baseQuery;
    private final Set<String> replacedQueryNames;
    private final byte[] fixedQuery;
    private final byte[] version;
    private final List<String> copied;
    private final boolean copiesUserAgent;
    private final boolean copiesEncoding;
    private final byte[] defaultUserAgent;
    private final byte[] defaultEncoding = RequestHeaderComposer.ascii("Accept-Encoding: identity\r\n");
    private final byte[] fixedHeaders;
    private final Set<String> fixedNames;
    private final FixedCookies fixedCookies;
    private final long maxBodyBytes;

    /**
     * Compiles what all requests have in common.
     *
     * @param trustedHeaders names of the client's fields to send, in lower case
     * @throws InvalidSettingException for a field or parameter that cannot be sent
     */
    public ForwardComposer(
            URI base,
            Origin origin,
            List<String> trustedHeaders,
            List<FixedParameter> parameters,
            AuthenticationHeaders authentication,
            String product,
            ByteBufAllocator allocator,
            long maxBodyBytes) {
        this.allocator = allocator;
        this.maxBodyBytes = maxBodyBytes;
        String path = base.getRawPath() == null ? "" : base.getRawPath();
        this.basePathAlone = PercentEncoder.pathLiteral(path.isEmpty() ? "/" : path);
        int end = path.length();
        while (end > 0 && path.charAt(end - 1) == '/') {
            end--;
        }
        this.basePath = PercentEncoder.pathLiteral(path.substring(0, end) + "/");
        this.baseQuery = base.getRawQuery() == null ? null : PercentEncoder.queryLiteral(base.getRawQuery());
        this.version = RequestHeaderComposer.ascii(" HTTP/1.1\r\nHost: " + origin.hostField() + "\r\n");
        this.defaultUserAgent = RequestHeaderComposer.ascii("User-Agent: " + product + "\r\n");

        Set<String> fixed = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        fixed.addAll(authentication.owned());
        ByteArrayOutputStream headers = new ByteArrayOutputStream();
        writeFixedHeaders(parameters, fixed, headers);
        headers.writeBytes(authentication.lines());
        this.fixedCookies = FixedCookies.compile(parameters);
        this.fixedHeaders = headers.toByteArray();
        this.fixedNames = fixed;

        Set<String> queryNames = new LinkedHashSet<>();
        ByteArrayOutputStream query = new ByteArrayOutputStream();
        for (FixedParameter parameter : parameters) {
            if (parameter.location() == InputLocation.QUERY
                    && !RequestUri.isKey(parameter.name(), authentication.queryKeys())) {
                addPair(parameter.name(), parameter.value().reveal(), queryNames, query);
            }
        }
        for (ApiKey key : authentication.queryKeys()) {
            addPair(key.name(), key.value().reveal(), queryNames, query);
        }
        this.replacedQueryNames = Set.copyOf(queryNames);
        this.fixedQuery = query.toByteArray();

        trustedHeaders.forEach(ParameterNames::requireTrustable);
        Set<String> names = new LinkedHashSet<>(BODY_FIELDS);
        trustedHeaders.forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
        names.removeIf(fixed::contains);
        this.copied = List.copyOf(names);
        this.copiesUserAgent = names.contains("user-agent") || fixed.contains("user-agent");
        this.copiesEncoding = names.contains("accept-encoding") || fixed.contains("accept-encoding");
    }

    /** Whether responses come in content codings that the client chose. */
    public boolean passesEncodings() {
        return copiesEncoding;
    }

    private static void writeFixedHeaders(
            List<FixedParameter> parameters, Set<String> fixed, ByteArrayOutputStream out) {
        for (FixedParameter parameter : parameters) {
            String name = parameter.name();
            String value = parameter.value().reveal();
            if (parameter.location() == InputLocation.HEADER && !fixed.contains(name)) {
                ParameterNames.requireHeader(name);
                if (!HeaderText.hasNoControls(value)) {
                    throw new InvalidSettingException("the header parameter '" + name
                            + "' has a value with a control character, which a header cannot carry");
                }
                fixed.add(name);
                out.writeBytes((name + ": " + value + "\r\n").getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private static void addPair(String name, String value, Set<String> names, ByteArrayOutputStream out) {
        names.add(name);
        if (out.size() > 0) {
            out.write('&');
        }
        out.writeBytes(PercentEncoder.value(name));
        out.write('=');
        out.writeBytes(PercentEncoder.value(value));
    }

    /**
     * Writes a request. Takes over its body, whatever happens.
     *
     * @throws CallFailedException when it cannot be passed on
     */
    public OutgoingRequest compose(ForwardRequest request) {
        EncodedBody body = EncodedBody.of(request.body(), null);
        ByteBuf head = null;
        try {
            CallFailure failure = problem(request);
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

    private static @Nullable CallFailure problem(ForwardRequest request) {
        String method = request.method();
        if (!HeaderText.isToken(method) || method.equals("CONNECT") || method.equals("TRACE")) {
            return refused("method", "the method cannot be passed on");
        }
        String problem = RawTarget.pathProblem(request.path());
        if (problem != null) {
            return refused("path", "the path " + problem);
        }
        return request.query() == null || RawTarget.isQuery(request.query())
                ? null
                : refused("query", "the query holds a character that no query can hold");
    }

    private static CallFailure refused(String part, String detail) {
        return new CallFailure.InvalidArguments(List.of(new ArgumentProblem(part, false, detail)));
    }

    private OutgoingRequest write(ForwardRequest request, EncodedBody body, ByteBuf head) {
        String method = request.method();
        ByteBufUtil.writeAscii(head, method);
        head.writeByte(' ');
        int targetStart = head.writerIndex();
        if (request.path().isEmpty()) {
            head.writeBytes(basePathAlone);
        } else {
            head.writeBytes(basePath);
            ByteBufUtil.writeAscii(head, request.path());
        }
        writeQuery(request.query(), head);
        int targetEnd = head.writerIndex();
        head.writeBytes(version);
        int generalStart = head.writerIndex();
        if (!copiesUserAgent) {
            head.writeBytes(defaultUserAgent);
        }
        if (!copiesEncoding) {
            head.writeBytes(defaultEncoding);
        }
        int othersStart = head.writerIndex();
        boolean traced = writeFields(request, head);
        int othersEnd = head.writerIndex();
        body.writeFraming(WRITES.contains(method), head);
        head.writeByte('\r').writeByte('\n');
        return new OutgoingRequest(
                method,
                head,
                new OutgoingRequest.Marks(targetStart, targetEnd, generalStart, othersStart, othersEnd),
                body,
                method.equals("GET") || method.equals("HEAD"),
                traced);
    }

    private void writeQuery(@Nullable String query, ByteBuf head) {
        byte separator = '?';
        if (baseQuery != null) {
            head.writeByte(separator).writeBytes(baseQuery);
            separator = '&';
        }
        if (query != null && replacedQueryNames.isEmpty()) {
            head.writeByte(separator);
            ByteBufUtil.writeAscii(head, query);
            separator = '&';
        } else if (query != null) {
            int start = 0;
            while (start <= query.length()) {
                int ampersand = query.indexOf('&', start);
                int end = ampersand < 0 ? query.length() : ampersand;
                if (!isReplaced(query, start, end)) {
                    head.writeByte(separator);
                    ByteBufUtil.writeAscii(head, query.substring(start, end));
                    separator = '&';
                }
                start = end + 1;
            }
        }
        if (fixedQuery.length > 0) {
            head.writeByte(separator).writeBytes(fixedQuery);
        }
    }

    private boolean isReplaced(String query, int from, int to) {
        int nameEnd = from;
        while (nameEnd < to && query.charAt(nameEnd) != '=') {
            nameEnd++;
        }
        String name = PercentDecoder.decode(query, from, nameEnd, true);
        return name != null && replacedQueryNames.contains(name);
    }

    /** Writes the client's fields that are sent, the API's own, and the call's; returns whether they name a trace. */
    private boolean writeFields(ForwardRequest request, ByteBuf head) {
        HeaderFields fields = request.headers();
        boolean hasRequestId = fixedNames.contains(ContextHeaders.REQUEST_ID);
        boolean hasTrace = fixedNames.contains(ContextHeaders.TRACE_PARENT);
        for (String name : copied) {
            if (fields.get(name) == null || name.equals("cookie")) {
                continue;
            }
            hasRequestId |= name.equals(ContextHeaders.REQUEST_ID);
            hasTrace |= name.equals(ContextHeaders.TRACE_PARENT);
            for (String value : fields.getAll(name)) {
                if (HeaderText.isValue(value)) {
                    ByteBufUtil.writeAscii(head, name);
                    head.writeByte(':').writeByte(' ');
                    head.writeCharSequence(value, StandardCharsets.ISO_8859_1);
                    head.writeByte('\r').writeByte('\n');
                }
            }
        }
        fixedCookies.write(copied.contains("cookie") ? fields.getAll("cookie") : List.of(), head);
        head.writeBytes(fixedHeaders);
        if (!hasRequestId) {
            ContextHeaders.writeRequestId(request.context(), head);
        }
        return hasTrace || ContextHeaders.writeTrace(request.context(), head);
    }
}
