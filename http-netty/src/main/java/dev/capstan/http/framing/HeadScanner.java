package dev.capstan.http.framing;

import dev.capstan.http.framing.MalformedMessageException.Reason;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Finds the end of a request's head (RFC 9112, section 2.1) in bytes that come in pieces, before anything is made of them. Refuses
 * what lenient parsers would take differently: lines that end without CR, fields that are folded over lines, request lines
 * that are not two single spaces apart, and heads beyond their limits. What is found does not depend on where the pieces are
 * split. Not for several threads.
 */
public final class HeadScanner {
    private static final int VERSION_LENGTH = "HTTP/1.1".length();
    private static final int HTTP = 'H' << 24 | 'T' << 16 | 'T' << 8 | 'P';

    private final int maxBytes;
    private final int maxFields;
    /** Relative to the head's first byte, as far as lines have been looked at. */
    private int lineStart;
    /** Relative to the head's first byte, as far as a line's end was looked for. */
    private int scanned;

    private int lines;
    private @Nullable MalformedMessageException failure;

    /**
     * A scanner at a head's beginning.
     *
     * @param maxBytes the longest head, its last empty line included
     * @param maxFields the most fields of a head
     */
    public HeadScanner(int maxBytes, int maxFields) {
        this.maxBytes = maxBytes;
        this.maxFields = maxFields;
    }

    /** Gets ready for another head. */
    public void reset() {
        lineStart = 0;
        scanned = 0;
        lines = 0;
        failure = null;
    }

    /** What is wrong with the head; null when nothing is so far. */
    public @Nullable MalformedMessageException failure() {
        return failure;
    }

    /**
     * Looks on for the head's end.
     *
     * @param in the head's first byte is at its reader index, which does not change; all bytes of earlier calls are there again
     * @return the head's length, 0 while its end has not come; -1 when it is {@linkplain #failure() refused}
     */
    public int scan(ByteBuf in) {
        if (failure != null) {
            return -1;
        }
        int start = in.readerIndex();
        int available = in.readableBytes();
        int limit = Math.min(available, maxBytes);
        while (scanned < limit) {
            int newline = in.indexOf(start + scanned, start + limit, (byte) '\n') - start;
            if (newline < 0) {
                scanned = limit;
                break;
            }
            scanned = newline + 1;
            if (newline == lineStart || in.getByte(start + newline - 1) != '\r') {
                return refuse(Reason.SYNTAX, "a line of the head does not end with CR LF");
            }
            if (newline == lineStart + 1) {
                return lines == 0 ? refuse(Reason.SYNTAX, "the head has no request line") : scanned;
            }
            if (!takeLine(in, start + lineStart, start + newline - 1)) {
                return -1;
            }
            lineStart = scanned;
        }
        if (available < maxBytes) {
            return 0;
        }
        return lines == 0
                ? refuse(Reason.LINE_TOO_LONG, "the request line is too long")
                : refuse(Reason.HEAD_TOO_LARGE, "the head is longer than the limit of " + maxBytes + " bytes");
    }

    private boolean takeLine(ByteBuf in, int from, int to) {
        lines++;
        if (lines == 1) {
            return checkRequestLine(in, from, to);
        }
        byte first = in.getByte(from);
        if (first == ' ' || first == '\t') {
            refuse(Reason.SYNTAX, "a header field is folded over lines");
            return false;
        }
        if (lines - 1 > maxFields) {
            refuse(Reason.TOO_MANY_FIELDS, "the head has more than " + maxFields + " header fields");
            return false;
        }
        return true;
    }

    private boolean checkRequestLine(ByteBuf in, int from, int to) {
        int spaces = 0;
        int wordStart = from;
        for (int i = from; i < to; i++) {
            byte b = in.getByte(i);
            if (b == ' ' && i > wordStart) {
                spaces++;
                wordStart = i + 1;
            } else if ((b >= 0 && b <= ' ') || b == 0x7F) {
                spaces = -1;
                break;
            }
        }
        if (spaces != 2 || !isVersion(in, wordStart, to)) {
            refuse(Reason.SYNTAX, "the request line is not method, target and version with one space between them");
            return false;
        }
        return true;
    }

    /** RFC 9112, section 2.3: case-sensitive, and one digit each. */
    private static boolean isVersion(ByteBuf in, int from, int to) {
        return to - from == VERSION_LENGTH
                && in.getInt(from) == HTTP
                && in.getByte(from + 4) == '/'
                && isDigit(in.getByte(from + 5))
                && in.getByte(from + 6) == '.'
                && isDigit(in.getByte(from + 7));
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    private int refuse(Reason reason, String message) {
        failure = new MalformedMessageException(reason, message);
        return -1;
    }
}
