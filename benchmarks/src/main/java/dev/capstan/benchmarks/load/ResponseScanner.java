package dev.capstan.benchmarks.load;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.CorruptedFrameException;

/**
 * Finds the end of each response to a request other than HEAD, and looks at nothing else than its status and framing
 * (RFC 9112, section 6). Far cheaper than a codec, so that the generator leaves the processors to the server.
 */
final class ResponseScanner {
    private static final int MAXIMUM_LINE = 64 * 1024;
    private static final byte[] CONTENT_LENGTH = {
        'c', 'o', 'n', 't', 'e', 'n', 't', '-', 'l', 'e', 'n', 'g', 't', 'h', ':'
    };
    private static final byte[] CHUNKED = {
        't', 'r', 'a', 'n', 's', 'f', 'e', 'r', '-', 'e', 'n', 'c', 'o', 'd', 'i', 'n', 'g', ':'
    };
    private static final byte[] CONNECTION = {'c', 'o', 'n', 'n', 'e', 'c', 't', 'i', 'o', 'n', ':'};

    private enum State {
        STATUS,
        FIELDS,
        BODY,
        CHUNK_SIZE,
        CHUNK,
        CHUNK_END,
        TRAILERS
    }

    private State state = State.STATUS;
    private int status;
    private long remaining;
    private boolean chunked;
    private boolean sized;
    private boolean closing;

    /** The status of the response that has ended. */
    int status() {
        return status;
    }

    /** Whether the server closes the connection after the response that has ended. */
    boolean isClosing() {
        return closing;
    }

    /**
     * Reads on, to the response's end or the input's.
     *
     * @return whether the response has ended
     * @throws CorruptedFrameException when it is no HTTP/1.1 response, or one whose end is the connection's
     */
    boolean scan(ByteBuf in) {
        while (true) {
            if (state == State.BODY || state == State.CHUNK) {
                int taken = (int) Math.min(remaining, in.readableBytes());
                in.skipBytes(taken);
                remaining -= taken;
                if (remaining > 0) {
                    return false;
                }
                if (state == State.BODY) {
                    return end();
                }
                state = State.CHUNK_END;
            }
            int feed = in.indexOf(in.readerIndex(), in.writerIndex(), (byte) '\n');
            if (feed < 0) {
                if (in.readableBytes() > MAXIMUM_LINE) {
                    throw new CorruptedFrameException("a line of the response's head is too long");
                }
                return false;
            }
            int start = in.readerIndex();
            int end = feed > start && in.getByte(feed - 1) == '\r' ? feed - 1 : feed;
            in.readerIndex(feed + 1);
            if (line(in, start, end)) {
                return end();
            }
        }
    }

    /** Takes a line; returns whether the response has ended with it. */
    private boolean line(ByteBuf in, int start, int end) {
        switch (state) {
            case STATUS -> statusLine(in, start, end);
            case FIELDS -> {
                if (end == start) {
                    return headEnd();
                }
                field(in, start, end);
            }
            case CHUNK_SIZE -> {
                remaining = number(in, start, end, 16);
                state = remaining == 0 ? State.TRAILERS : State.CHUNK;
            }
            case CHUNK_END -> state = State.CHUNK_SIZE;
            default -> {
                return end == start;
            }
        }
        return false;
    }

    private void statusLine(ByteBuf in, int start, int end) {
        if (end - start < 12 || in.getByte(start) != 'H' || in.getByte(start + 8) != ' ') {
            throw new CorruptedFrameException("not the status line of an HTTP/1.1 response");
        }
        status = (int) number(in, start + 9, start + 12, 10);
        chunked = false;
        sized = false;
        closing = false;
        remaining = 0;
        state = State.FIELDS;
    }

    private void field(ByteBuf in, int start, int end) {
        int initial = in.getByte(start) | 0x20;
        if (initial == 'c' && startsWith(in, start, end, CONTENT_LENGTH)) {
            remaining = number(in, start + CONTENT_LENGTH.length, end, 10);
            sized = true;
        } else if (initial == 't' && startsWith(in, start, end, CHUNKED)) {
            chunked = true;
        } else if (initial == 'c' && startsWith(in, start, end, CONNECTION)) {
            closing = in.indexOf(start + CONNECTION.length, end, (byte) 'c') >= 0
                    || in.indexOf(start + CONNECTION.length, end, (byte) 'C') >= 0;
        }
    }

    private boolean headEnd() {
        if (status < 200) {
            state = State.STATUS;
            return false;
        }
        if (chunked) {
            state = State.CHUNK_SIZE;
            return false;
        }
        if (status == 204 || status == 304) {
            return true;
        }
        if (!sized) {
            throw new CorruptedFrameException("the response tells no length");
        }
        state = State.BODY;
        return remaining == 0;
    }

    private boolean end() {
        state = State.STATUS;
        return true;
    }

    private static boolean startsWith(ByteBuf in, int start, int end, byte[] lowerCase) {
        if (end - start < lowerCase.length) {
            return false;
        }
        for (int i = 0; i < lowerCase.length; i++) {
            int c = in.getByte(start + i);
            if (c != lowerCase[i] && (c | 0x20) != lowerCase[i]) {
                return false;
            }
        }
        return true;
    }

    /** The number that begins at the first character that is no space, up to what is no digit. */
    private static long number(ByteBuf in, int start, int end, int radix) {
        int i = start;
        while (i < end && in.getByte(i) == ' ') {
            i++;
        }
        long value = 0;
        int digits = 0;
        for (; i < end; i++, digits++) {
            int digit = Character.digit(in.getByte(i), radix);
            if (digit < 0) {
                break;
            }
            value = value * radix + digit;
        }
        if (digits == 0 || digits > 12) {
            throw new CorruptedFrameException("a number in the response's framing cannot be read");
        }
        return value;
    }
}
