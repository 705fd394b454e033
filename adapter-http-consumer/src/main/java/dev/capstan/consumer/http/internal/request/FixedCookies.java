package dev.capstan.consumer.http.internal.request;

import dev.capstan.document.linked.InputLocation;
import dev.capstan.engine.spi.consumer.FixedParameter;
import dev.capstan.http.head.HeaderText;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The cookies that an API is given with each request that is passed on; they replace those of the client that have their names. */
record FixedCookies(String text, Set<String> names) {
    private static final byte[] FIELD = RequestHeaderComposer.ascii("Cookie: ");

    static FixedCookies compile(List<FixedParameter> parameters) {
        StringBuilder text = new StringBuilder();
        Set<String> names = new LinkedHashSet<>();
        for (FixedParameter parameter : parameters) {
            if (parameter.location() == InputLocation.COOKIE) {
                ParameterNames.requireCookie(parameter.name());
                names.add(parameter.name());
                text.append(text.isEmpty() ? "" : "; ").append(parameter.name()).append('=');
                text.append(ArgumentText.cookie(parameter.value().reveal()));
            }
        }
        return new FixedCookies(text.toString(), Set.copyOf(names));
    }

    /**
     * Writes one field for the client's cookies and these; none when there are none.
     *
     * @param fields the values of the client's fields, where they are trusted
     */
    void write(List<String> fields, ByteBuf head) {
        StringBuilder all = new StringBuilder();
        for (String field : fields) {
            if (HeaderText.isValue(field)) {
                addOthers(field, all);
            }
        }
        if (!text.isEmpty()) {
            all.append(all.isEmpty() ? "" : "; ").append(text);
        }
        if (!all.isEmpty()) {
            head.writeBytes(FIELD);
            head.writeCharSequence(all, StandardCharsets.ISO_8859_1);
            head.writeByte('\r').writeByte('\n');
        }
    }

    private void addOthers(String field, StringBuilder all) {
        if (names.isEmpty()) {
            all.append(all.isEmpty() ? "" : "; ").append(field);
            return;
        }
        for (String pair : field.split(";")) {
            String cookie = pair.trim();
            int equals = cookie.indexOf('=');
            if (!cookie.isEmpty()
                    && !names.contains(
                            equals < 0 ? cookie : cookie.substring(0, equals).trim())) {
                all.append(all.isEmpty() ? "" : "; ").append(cookie);
            }
        }
    }

    /** Never the values, which may be secrets. */
    @Override
    public String toString() {
        return names.toString();
    }
}
