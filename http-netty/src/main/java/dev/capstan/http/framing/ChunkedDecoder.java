package dev.capstan.http.framing;

import dev.capstan.http.framing.MalformedMessageException.Reason;
import dev.capstan.http.head.HeaderText;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.jspecify.annotations.Nullable;

/**
 * Undoes the chunked transfer coding (RFC 9112, section 7.1), strictly: every line ends with CR LF, sizes are hexadecimal digits
 * alone, and trailer fields are well-formed and not folded. Trailer fields and chunk extensions are dropped. However small the
 * chunks are, what has come in one piece leaves as one piece. What is decoded does not depend on where the pieces are split. Not
 * for several threads.
 */
public final class ChunkedDecoder {
    private static final int MOST_DIGITS = 15;
    /** Longer extensions than this serve nobody. */
    private static final int MOST_EXTENSION_BYTES = 4096;
    /** Of all chunks together: bodies of many small chunks would be nothing but extensions. */
    private static final int MOST_OF_ALL_EXTENSIONS = 64 * 1024;

    private enum State {
        SIZE,
        EXTENSION_START,
        EXTENSION_NAME,
        EXTENSION,
        SIZE_END,
        DATA,
        DATA_CR,
        DATA_LF,
        LINE_START,
        FIELD_NAME,
        FIELD_VALUE,
        FIELD_END,
        LAST_LF,
        ENDED
    }

    private final int maxTrailerBytes;
    private State state = State.SIZE;
    private long size;
    private int digits;
    private int extensionBytes;
    private int allExtensionBytes;
    private int trailerBytes;

    /**
     * A decoder at the beginning of a body.
     *
     * @param maxTrailerBytes the most bytes of all trailer fields
     */
    public ChunkedDecoder(int maxTrailerBytes) {
        this.maxTrailerBytes = maxTrailerBytes;
    }

    /** Whether the last chunk and the trailer have been read. */
    public boolean hasEnded() {
        return state == State.ENDED;
    }

    /**
     * Decodes what has come, as far as the body's end.
     *
     * @param in read from; bytes that are kept are retained
     * @return the data; null when there is none. The caller's to release.
     * @throws MalformedMessageException when the coding is broken; nothing can be decoded after that
     */
    public @Nullable ByteBuf decode(ByteBuf in, ByteBufAllocator allocator) {
        ByteBuf data = null;
        boolean copied = false;
        try {
            while (state != State.ENDED && in.isReadable()) {
                if (state != State.DATA) {
                    step(in.readByte());
                    continue;
                }
                int count = (int) Math.min(size, in.readableBytes());
                if (data == null) {
                    data = in.readRetainedSlice(count);
                } else {
                    if (!copied) {
                        ByteBuf copy = allocator.buffer(data.readableBytes() + in.readableBytes());
                        copy.writeBytes(data);
                        data.release();
                        data = copy;
                        copied = true;
                    }
                    data.writeBytes(in, count);
                }
                size -= count;
                if (size == 0) {
                    state = State.DATA_CR;
                }
            }
        } catch (RuntimeException e) {
            if (data != null) {
                data.release();
            }
            throw e;
        }
        return data;
    }

    private void step(byte b) {
        switch (state) {
            case SIZE -> size(b);
            case EXTENSION_START, EXTENSION_NAME, EXTENSION -> extension(b);
            case SIZE_END -> {
                expect(b, '\n');
                state = size == 0 ? State.LINE_START : State.DATA;
                digits = 0;
            }
            case DATA_CR -> {
                expect(b, '\r');
                state = State.DATA_LF;
            }
            case DATA_LF -> {
                expect(b, '\n');
                state = State.SIZE;
            }
            case LAST_LF -> {
                expect(b, '\n');
                state = State.ENDED;
            }
            default -> trailer(b);
        }
    }

    private void size(byte b) {
        int digit = digit(b);
        if (digit >= 0) {
            if (++digits > MOST_DIGITS) {
                throw malformed("a chunk's size is too long");
            }
            size = digits == 1 ? digit : size << 4 | digit;
            return;
        }
        if (digits == 0) {
            throw malformed("a chunk has no size");
        }
        if (b == '\r') {
            state = State.SIZE_END;
        } else if (b == ';' || b == ' ' || b == '\t') {
            // White space is allowed before an extension only, which then has to come.
            extensionBytes = 1;
            state = b == ';' ? State.EXTENSION_NAME : State.EXTENSION_START;
        } else {
            throw malformed("a chunk's size is not hexadecimal");
        }
    }

    private static int digit(byte b) {
        if (b >= '0' && b <= '9') {
            return b - '0';
        }
        int lower = b | 0x20;
        return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
    }

    private void extension(byte b) {
        if (++extensionBytes > MOST_EXTENSION_BYTES || ++allExtensionBytes > MOST_OF_ALL_EXTENSIONS) {
            throw malformed("a chunk's extension, or all of them together, are too long");
        }
        boolean space = b == ' ' || b == '\t';
        switch (state) {
            case EXTENSION_START -> {
                if (b == ';') {
                    state = State.EXTENSION_NAME;
                } else if (!space) {
                    throw malformed("a chunk's size is followed by what is no extension");
                }
            }
            case EXTENSION_NAME -> {
                if (HeaderText.isTokenByte(b)) {
                    state = State.EXTENSION;
                } else if (!space) {
                    throw malformed("a chunk's extension has no name");
                }
            }
            default -> {
                if (b == '\r') {
                    state = State.SIZE_END;
                } else if (isControl(b) && !space) {
                    throw malformed("a chunk's extension is malformed");
                }
            }
        }
    }

    private void trailer(byte b) {
        if (++trailerBytes > maxTrailerBytes) {
            throw malformed("the trailer is too long");
        }
        switch (state) {
            case LINE_START -> {
                if (b == '\r') {
                    state = State.LAST_LF;
                } else {
                    requireNameByte(b);
                    state = State.FIELD_NAME;
                }
            }
            case FIELD_NAME -> {
                if (b == ':') {
                    state = State.FIELD_VALUE;
                } else {
                    requireNameByte(b);
                }
            }
            case FIELD_VALUE -> {
                if (b == '\r') {
                    state = State.FIELD_END;
                } else if (isControl(b) && b != '\t') {
                    throw malformed("a trailer field has a control character");
                }
            }
            default -> {
                expect(b, '\n');
                state = State.LINE_START;
            }
        }
    }

    private static void requireNameByte(byte b) {
        if (!HeaderText.isTokenByte(b)) {
            throw malformed("a trailer field is malformed or folded over lines");
        }
    }

    private static boolean isControl(byte b) {
        return (b >= 0 && b < ' ') || b == 0x7F;
    }

    private static void expect(byte b, char expected) {
        if (b != expected) {
            throw malformed("a line of the chunked body does not end with CR LF");
        }
    }

    private static MalformedMessageException malformed(String message) {
        return new MalformedMessageException(Reason.SYNTAX, message);
    }
}
