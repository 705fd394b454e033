package dev.capstan.consumer.http.internal.request;

import dev.capstan.document.linked.InputLocation;
import dev.capstan.document.linked.LinkedOperation;
import dev.capstan.document.linked.OperationInput;
import dev.capstan.engine.call.CallContext;
import dev.capstan.http.head.HeaderText;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The header fields of an operation's requests, compiled. They come in two groups: general ones, which say how to respond, and the
 * rest, which may hold secrets and are not sent to another origin than the document's.
 */
final class RequestHeaderComposer {
    private static final byte[] CRLF = {'\r', '\n'};
    private static final byte[] COOKIE = ascii("Cookie: ");

    /** A field, or a cookie, that an input fills. */
    private record Filled(OperationInput input, byte[] prefix) {}

    private final Filled[] general;
    private final Filled[] others;
    private final Filled[] cookies;
    private final int contentType;
    private final int accept;
    private final int userAgent;
    private final int acceptEncoding;
    private final int requestId;
    private final int traceParent;
    private final byte[] defaultAccept = ascii("Accept: */*\r\n");
    private final byte[] defaultUserAgent;
    private final byte[] defaultEncoding = ascii("Accept-Encoding: identity\r\n");

    private RequestHeaderComposer(
            List<Filled> general,
            List<Filled> others,
            List<Filled> cookies,
            @Nullable OperationInput contentType,
            String product) {
        this.general = general.toArray(new Filled[0]);
        this.others = others.toArray(new Filled[0]);
        this.cookies = cookies.toArray(new Filled[0]);
        this.contentType = contentType == null ? -1 : contentType.index();
        this.accept = indexOf("accept", general);
        this.userAgent = indexOf("user-agent", general);
        this.acceptEncoding = indexOf("accept-encoding", general);
        this.requestId = indexOf(ContextHeaders.REQUEST_ID, others);
        this.traceParent = indexOf(ContextHeaders.TRACE_PARENT, others);
        this.defaultUserAgent = ascii("User-Agent: " + product + "\r\n");
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static int indexOf(String name, List<Filled> fields) {
        for (Filled field : fields) {
            if (field.input.name().equalsIgnoreCase(name)) {
                return field.input.index();
            }
        }
        return -1;
    }

    /**
     * Compiles them.
     *
     * @param owned names of fields that authentication sets, in any case: inputs of these names are left out
     * @param product for User-Agent
     * @throws dev.capstan.engine.failure.InvalidSettingException for a parameter that cannot be sent
     */
    static RequestHeaderComposer compile(LinkedOperation operation, Set<String> owned, String product) {
        Set<String> generalNames = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        generalNames.addAll(List.of("Accept", "Accept-Encoding", "Accept-Language", "User-Agent"));
        List<Filled> general = new ArrayList<>();
        List<Filled> others = new ArrayList<>();
        List<Filled> cookies = new ArrayList<>();
        OperationInput contentType = null;
        for (OperationInput input : operation.inputs()) {
            if (input.place() == InputLocation.COOKIE) {
                ParameterNames.requireCookie(input.name());
                cookies.add(new Filled(input, ascii(input.name() + "=")));
            } else if (input.place() == InputLocation.HEADER && !owned.contains(input.name())) {
                ParameterNames.requireHeader(input.name());
                Filled field = new Filled(input, ascii(input.name() + ": "));
                if (input.name().equalsIgnoreCase("content-type")) {
                    contentType = contentType == null ? input : contentType;
                } else {
                    (generalNames.contains(input.name()) ? general : others).add(field);
                }
            }
        }
        return new RequestHeaderComposer(general, others, cookies, contentType, product);
    }

    /** Finds values that no header field can carry. */
    void check(@Nullable JsonNode[] values, ArgumentProblems problems) {
        check(general, values, problems);
        check(others, values, problems);
        check(cookies, values, problems);
    }

    private static void check(Filled[] fields, @Nullable JsonNode[] values, ArgumentProblems problems) {
        for (Filled field : fields) {
            JsonNode value = values[field.input.index()];
            if (value != null && !ArgumentText.isAbsent(value) && !HeaderText.hasNoControls(ArgumentText.of(value))) {
                problems.refused(field.input.name(), "holds a control character, which a header cannot carry");
            }
        }
    }

    /** The declared Content-Type parameter's value; null when there is none. */
    @Nullable
    String contentType(@Nullable JsonNode[] values) {
        JsonNode value = contentType < 0 ? null : values[contentType];
        return value == null || ArgumentText.isAbsent(value) ? null : ArgumentText.of(value);
    }

    /** Writes the general fields. */
    void writeGeneral(@Nullable JsonNode[] values, @Nullable CharSequence codings, ByteBuf out) {
        if (lacks(userAgent, values)) {
            out.writeBytes(defaultUserAgent);
        }
        if (lacks(accept, values)) {
            out.writeBytes(defaultAccept);
        }
        if (lacks(acceptEncoding, values)) {
            if (codings == null || !HeaderText.hasNoControls(codings)) {
                out.writeBytes(defaultEncoding);
            } else {
                out.writeBytes(defaultEncoding, 0, "Accept-Encoding: ".length());
                ArgumentText.writeField(codings, out);
                out.writeBytes(CRLF);
            }
        }
        write(general, values, out);
    }

    private static boolean lacks(int input, @Nullable JsonNode[] values) {
        return input < 0 || ArgumentText.isAbsent(values[input]);
    }

    /** Writes the fields that another origin must not see. */
    void writeOthers(@Nullable JsonNode[] values, ByteBuf out) {
        write(others, values, out);
        boolean first = true;
        for (Filled cookie : cookies) {
            JsonNode value = values[cookie.input.index()];
            if (value == null || ArgumentText.isAbsent(value)) {
                continue;
            }
            if (first) {
                out.writeBytes(COOKIE);
                first = false;
            } else {
                out.writeByte(';').writeByte(' ');
            }
            out.writeBytes(cookie.prefix);
            ArgumentText.writeCookie(ArgumentText.of(value), out);
        }
        if (!first) {
            out.writeBytes(CRLF);
        }
    }

    /**
     * Writes which request and trace the call belongs to, where the operation's own parameters do not.
     *
     * @return whether the request says which trace it belongs to
     */
    boolean writeContext(CallContext context, @Nullable JsonNode[] values, ByteBuf out) {
        if (lacks(requestId, values)) {
            ContextHeaders.writeRequestId(context, out);
        }
        return !lacks(traceParent, values) || ContextHeaders.writeTrace(context, out);
    }

    private static void write(Filled[] fields, @Nullable JsonNode[] values, ByteBuf out) {
        for (Filled field : fields) {
            JsonNode value = values[field.input.index()];
            if (value != null && !ArgumentText.isAbsent(value)) {
                out.writeBytes(field.prefix);
                ArgumentText.writeField(ArgumentText.of(value), out);
                out.writeBytes(CRLF);
            }
        }
    }
}
