package dev.capstan.script.internal.polyglot;

import dev.capstan.engine.failure.InvalidSettingException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;
import org.graalvm.polyglot.Engine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the engine that all contexts of a language share: it holds what has been parsed. */
final class GuestEngine {
    private GuestEngine() {}

    static Engine open(GuestLanguage language) {
        try {
            return Engine.newBuilder(language.id())
                    .allowExperimentalOptions(true)
                    // Scripts are interpreted on JVMs without the Graal compiler; that is meant.
                    .option("engine.WarnInterpreterOnly", "false")
                    .options(language.options())
                    .useSystemProperties(false)
                    .in(InputStream.nullInputStream())
                    .out(OutputStream.nullOutputStream())
                    .err(OutputStream.nullOutputStream())
                    .logHandler(new EngineLog())
                    .build();
        } catch (IllegalArgumentException | IllegalStateException | LinkageError e) {
            LoggerFactory.getLogger(GuestEngine.class).debug("no engine for {}", language.title(), e);
            throw new InvalidSettingException("the engine for scripts in " + language.title()
                    + " cannot be started: is all of GraalVM's " + language.title() + " on the class path, in one version?");
        }
    }

    /** Hands the engine's own log on. Scripts do not write to it. */
    private static final class EngineLog extends Handler {
        private static final Logger LOG = LoggerFactory.getLogger("dev.capstan.script.engine");
        private static final SimpleFormatter FORMAT = new SimpleFormatter();

        @Override
        public void publish(LogRecord entry) {
            String message = FORMAT.formatMessage(entry);
            if (entry.getLevel().intValue() >= Level.WARNING.intValue()) {
                LOG.warn("{}", message, entry.getThrown());
            } else {
                LOG.debug("{}", message, entry.getThrown());
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
