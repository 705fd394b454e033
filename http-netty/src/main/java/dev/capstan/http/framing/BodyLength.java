package dev.capstan.http.framing;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.Iterator;

/**
 * How long a message's body is, by its head (RFC 9112, section 6.3). Only what no two readers can understand differently is a
 * length: one Content-Length field of digits, or one Transfer-Encoding field that is exactly {@code chunked}, and never both.
 */
public final class BodyLength {
    /** The head says nothing. */
    public static final long UNSAID = -1;

    /** The body is chunked. */
    public static final long CHUNKED = -2;

    /** There are several lengths, or a length and a transfer coding. */
    public static final long AMBIGUOUS = -3;

    /** The length is no number. */
    public static final long MALFORMED = -4;

    /** The transfer coding is another one than {@code chunked}. */
    public static final long UNKNOWN_CODING = -5;

    private static final int MOST_DIGITS = 18;

    private BodyLength() {}

    /** The number of bytes, or one of the constants above, all of which are negative. */
    public static long of(HttpHeaders headers) {
        Iterator<? extends CharSequence> codings = headers.valueCharSequenceIterator(HttpHeaderNames.TRANSFER_ENCODING);
        if (codings.hasNext()) {
            String coding = codings.next().toString().trim();
            if (codings.hasNext() || headers.contains(HttpHeaderNames.CONTENT_LENGTH)) {
                return AMBIGUOUS;
            }
            return coding.equalsIgnoreCase("chunked") ? CHUNKED : UNKNOWN_CODING;
        }
        Iterator<? extends CharSequence> lengths = headers.valueCharSequenceIterator(HttpHeaderNames.CONTENT_LENGTH);
        if (!lengths.hasNext()) {
            return UNSAID;
        }
        CharSequence length = lengths.next();
        return lengths.hasNext() ? AMBIGUOUS : parse(length);
    }

    private static long parse(CharSequence length) {
        long value = 0;
        int digits = 0;
        for (int i = 0; i < length.length(); i++) {
            char c = length.charAt(i);
            if (c < '0' || c > '9') {
                return MALFORMED;
            }
            // Longer ones are beyond every limit; that is all that has to be known of them.
            digits += digits == 0 && c == '0' ? 0 : 1;
            value = digits > MOST_DIGITS ? Long.MAX_VALUE : value * 10 + c - '0';
        }
        return length.length() == 0 ? MALFORMED : value;
    }
}
