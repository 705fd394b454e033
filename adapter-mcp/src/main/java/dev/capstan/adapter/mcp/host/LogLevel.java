package dev.capstan.adapter.mcp.host;

import java.util.Locale;

/** How severe a message is, the least severe first (RFC 5424). */
public enum LogLevel {
    /** For finding mistakes. */
    DEBUG,
    /** Of what goes on. */
    INFO,
    /** Normal, and worth a look. */
    NOTICE,
    /** It may go wrong. */
    WARNING,
    /** It went wrong. */
    ERROR,
    /** A part does not work. */
    CRITICAL,
    /** Someone has to act. */
    ALERT,
    /** Nothing works. */
    EMERGENCY;

    /** As the protocol writes it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
