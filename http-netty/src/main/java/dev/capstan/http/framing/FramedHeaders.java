package dev.capstan.http.framing;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpHeadersFactory;
import io.netty.util.AsciiString;

/**
 * Fields of a head that is decoded, of which one only can be Content-Length. Netty's decoder takes the first of several where the
 * version is HTTP/1.0, and forgets that there were others: somebody behind or before it may take another one. Used as those of Netty.
 */
public final class FramedHeaders extends DefaultHttpHeaders {
    /** Makes them for a decoder. */
    public static final HttpHeadersFactory FACTORY = new HttpHeadersFactory() {
        @Override
        public HttpHeaders newHeaders() {
            return new FramedHeaders();
        }

        @Override
        public HttpHeaders newEmptyHeaders() {
            return new FramedHeaders();
        }
    };

    private boolean hasLength;

    private FramedHeaders() {}

    /**
     * Adds a field.
     *
     * @throws IllegalArgumentException when it is a second Content-Length, or as Netty's do
     */
    @Override
    public HttpHeaders add(CharSequence name, Object value) {
        refuseSecondLength(name);
        return super.add(name, value);
    }

    /** See {@link #add(CharSequence, Object)}. */
    @Override
    public HttpHeaders add(String name, Object value) {
        refuseSecondLength(name);
        return super.add(name, value);
    }

    private void refuseSecondLength(CharSequence name) {
        if (name.length() == HttpHeaderNames.CONTENT_LENGTH.length()
                && AsciiString.contentEqualsIgnoreCase(name, HttpHeaderNames.CONTENT_LENGTH)) {
            if (hasLength) {
                throw new IllegalArgumentException("more than one Content-Length");
            }
            hasLength = true;
        }
    }
}
