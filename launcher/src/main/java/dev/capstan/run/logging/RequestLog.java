package dev.capstan.run.logging;

import dev.capstan.transport.AccessLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** Logs each request in one line, whatever the log level is: never its query, fields or body, which may hold secrets. */
public final class RequestLog implements AccessLog {
    static final String NAME = "dev.capstan.requests";

    private final Logger logger = LoggerFactory.getLogger(NAME);

    @Override
    public void ended(Entry entry) {
        LoggingEventBuilder line = logger.atInfo()
                .addKeyValue("listener", entry.listener())
                .addKeyValue("method", entry.method())
                .addKeyValue("path", entry.path())
                .addKeyValue("status", entry.status())
                .addKeyValue("bytes", entry.bytes())
                .addKeyValue("micros", entry.micros());
        if (entry.requestId() != null) {
            line = line.addKeyValue("requestId", entry.requestId());
        }
        line.log(() -> entry.listener() + " " + entry.method() + " " + entry.path() + " " + entry.status() + " "
                + entry.bytes() + " bytes " + entry.micros() + " us"
                + (entry.requestId() == null ? "" : " " + entry.requestId()));
    }
}
