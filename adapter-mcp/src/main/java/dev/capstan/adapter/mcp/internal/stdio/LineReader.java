package dev.capstan.adapter.mcp.internal.stdio;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Reads lines of bytes up to a length; blocks. One thread. */
final class LineReader {
    private final InputStream in;
    private final long longest;
    private final byte[] read = new byte[8192];
    private int at;
    private int end;
    private boolean wasTooLong;

    LineReader(InputStream in, long longest) {
        this.in = in;
        this.longest = longest;
    }

    /** The next line without its end, a last one without an end included; what is beyond the length is left out; null at the end. */
    byte @Nullable [] next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(256);
        wasTooLong = false;
        while (true) {
            if (at == end) {
                at = 0;
                end = in.read(read);
                if (end < 0) {
                    end = 0;
                    return line.size() == 0 && !wasTooLong ? null : line.toByteArray();
                }
            }
            int from = at;
            while (at < end && read[at] != '\n') {
                at++;
            }
            int room = (int) Math.min(at - from, longest - line.size());
            line.write(read, from, room);
            wasTooLong |= room < at - from;
            if (at < end) {
                at++;
                return line.toByteArray();
            }
        }
    }

    /** Whether the line that was given last is only the beginning of a longer one. */
    boolean wasTooLong() {
        return wasTooLong;
    }
}
