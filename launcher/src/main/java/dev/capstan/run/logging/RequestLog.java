package dev.capstan.run.logging;

import dev.capstan.transport.AccessLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs each request in one line, whatever the log level is. */
public final class RequestLog implements AccessLog {
    static final String NAME = "dev.capstan.requests";

    private final Logger logger = LoggerFactory.getLogger(NAME);

    @Override
    public void ended(String listener, String method, String path, int status, long bytes, long micros) {
        logger.info("{} {} {} {} {} bytes {} us", listener, method, path, status, bytes, micros);
    }
}
