package dev.capstan.transport.internal.exchange;

import dev.capstan.engine.call.CallContext;
import dev.capstan.engine.exchange.HeaderFields;
import dev.capstan.http.head.HeaderText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes over a client's trace (W3C Trace Context, sections 3.2 and 3.3). A malformed one is no trace. */
final class TraceContext {
    private static final int VERSION_0_LENGTH = 55;
    private static final int LONGEST_STATE = 512;

    private TraceContext() {}

    static CallContext addTo(CallContext context, HeaderFields headers) {
        String parent = headers.get("traceparent");
        if (parent == null || !isParent(parent) || headers.getAll("traceparent").size() > 1) {
            return context;
        }
        return context.withTrace(parent, state(headers.getAll("tracestate")));
    }

    private static boolean isParent(String parent) {
        int length = parent.length();
        if (length < VERSION_0_LENGTH || !isHex(parent, 0, 2) || parent.startsWith("ff")) {
            return false;
        }
        // Later versions may have more behind another dash.
        boolean ends = parent.startsWith("00")
                ? length == VERSION_0_LENGTH
                : length == VERSION_0_LENGTH || parent.charAt(VERSION_0_LENGTH) == '-';
        return ends
                && length <= LONGEST_STATE
                && HeaderText.hasNoControls(parent)
                && parent.charAt(2) == '-'
                && parent.charAt(35) == '-'
                && parent.charAt(52) == '-'
                && isId(parent, 3, 35)
                && isId(parent, 36, 52)
                && isHex(parent, 53, 55);
    }

    private static boolean isId(String parent, int from, int to) {
        boolean zero = true;
        for (int i = from; i < to; i++) {
            zero &= parent.charAt(i) == '0';
        }
        return !zero && isHex(parent, from, to);
    }

    private static boolean isHex(String parent, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = parent.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable String state(List<String> lines) {
        if (lines.isEmpty()) {
            return null;
        }
        String state = lines.size() == 1 ? lines.get(0) : String.join(",", lines);
        return state.length() <= LONGEST_STATE && !state.isBlank() && HeaderText.hasNoControls(state) ? state : null;
    }
}
