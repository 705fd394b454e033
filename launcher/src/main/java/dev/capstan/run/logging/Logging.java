package dev.capstan.run.logging;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.LayoutBase;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import org.slf4j.LoggerFactory;

/** Writes to standard error, from a thread of its own so that no event loop waits for a terminal. */
public final class Logging extends ContextAwareBase implements Configurator {
    private static final String CONSOLE = "console";
    private static final String QUEUE = "queue";

    /** For the service loader. */
    public Logging() {}

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
        console.setContext(context);
        console.setName(CONSOLE);
        console.setTarget("System.err");
        console.setEncoder(encoder(new LogLine(), context));
        console.start();
        AsyncAppender queue = new AsyncAppender();
        queue.setContext(context);
        queue.setName(QUEUE);
        queue.setQueueSize(8192);
        queue.setDiscardingThreshold(0);
        queue.setNeverBlock(true);
        queue.addAppender(console);
        queue.start();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.WARN);
        root.addAppender(queue);
        context.getLogger(RequestLog.NAME).setLevel(Level.INFO);
        context.getLogger(CallLog.NAME).setLevel(Level.INFO);
        // What the library for JSON Schemas logs it throws too, and that is told in our words.
        context.getLogger("com.networknt").setLevel(Level.OFF);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    private static LayoutWrappingEncoder<ILoggingEvent> encoder(LayoutBase<ILoggingEvent> line, LoggerContext context) {
        line.setContext(context);
        line.start();
        LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
        encoder.setContext(context);
        encoder.setLayout(line);
        encoder.start();
        return encoder;
    }

    /** Writes each line as a JSON object from now on. */
    public static void asJson() {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        AsyncAppender queue = (AsyncAppender)
                context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).getAppender(QUEUE);
        ConsoleAppender<ILoggingEvent> console = (ConsoleAppender<ILoggingEvent>) queue.getAppender(CONSOLE);
        console.setEncoder(encoder(new JsonLogLine(), context));
    }

    /** Logs from that level on; the libraries below the engine stay at warnings unless all is asked for. */
    public static void level(LogLevel level) {
        Level asked = Level.toLevel(level.name());
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        boolean all = asked.levelInt <= Level.DEBUG_INT || asked.levelInt >= Level.WARN_INT;
        context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).setLevel(all ? asked : Level.WARN);
        context.getLogger("dev.capstan").setLevel(asked);
    }

    /** Writes what is still queued, and ends logging. */
    public static void stop() {
        ((LoggerContext) LoggerFactory.getILoggerFactory()).stop();
    }
}
