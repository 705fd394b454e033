package dev.capstan.script.internal.polyglot;

import dev.capstan.engine.spi.script.ScriptException;
import dev.capstan.engine.spi.script.ScriptException.Reason;
import dev.capstan.script.internal.run.ScriptMessages;
import java.util.List;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.PolyglotException.StackFrame;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.SourceSection;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says what ended a run in the script's own words and lines, and nothing of the host. */
final class ScriptFailures {
    private static final Logger LOG = LoggerFactory.getLogger(ScriptFailures.class);

    private final GuestLanguage language;
    private final Source main;
    private final List<Source> dependencies;
    private final long statements;
    private final String home;

    /**
     * @param home the folder of the language's own library on this host, which no message may show; empty when there is none
     */
    ScriptFailures(
            GuestLanguage language, Source main, List<Source> dependencies, long statements, String home) {
        this.language = language;
        this.main = main;
        this.dependencies = dependencies;
        this.statements = statements;
        this.home = home;
    }

    ScriptException of(PolyglotException e) {
        if (e.isResourceExhausted() && e.isCancelled()) {
            return new ScriptException(
                    Reason.LIMIT, "the script ran more than " + statements + " statements", line(e, main));
        }
        if (e.isResourceExhausted() || e.isCancelled() || e.isInterrupted()) {
            return new ScriptException(
                    Reason.LIMIT, "the script needed more memory or stack than there is", line(e, main));
        }
        if (e.isInternalError() || e.isHostException()) {
            LOG.debug("a script in {} failed inside of its engine", language.title(), e);
            return new ScriptException(
                    Reason.FAILED,
                    "the script used what scripts do not have here, such as files, network, processes or threads",
                    line(e, main));
        }
        if (e.isExit()) {
            return new ScriptException(Reason.FAILED, "the script ended itself before its end", line(e, main));
        }
        String message = e.getMessage() == null ? "the script failed" : e.getMessage();
        Reason reason = language.isLimit(message) ? Reason.LIMIT : Reason.FAILED;
        return new ScriptException(reason, told(message, e), line(e, main));
    }

    /** With the dependency that failed, when it was one. */
    private String told(String message, PolyglotException e) {
        String text = home.isEmpty() ? message : message.replace(home, "");
        Source first = first(e);
        return first == null || first.equals(main)
                ? ScriptMessages.shown(text)
                : ScriptMessages.in(text, first.getName(), line(e, first));
    }

    /** The innermost of the script's files. */
    private @Nullable Source first(PolyglotException e) {
        SourceSection at = e.getSourceLocation();
        if (at != null && isOurs(at.getSource())) {
            return at.getSource();
        }
        for (StackFrame frame : e.getPolyglotStackTrace()) {
            SourceSection section = frame.getSourceLocation();
            if (section != null && isOurs(section.getSource())) {
                return section.getSource();
            }
        }
        return null;
    }

    private boolean isOurs(Source source) {
        return source.equals(main) || dependencies.contains(source);
    }

    /** The innermost line of that file; 0 when it is not known. */
    private static int line(PolyglotException e, Source file) {
        SourceSection at = e.getSourceLocation();
        if (at != null && at.getSource().equals(file)) {
            return at.getStartLine();
        }
        for (StackFrame frame : e.getPolyglotStackTrace()) {
            SourceSection section = frame.getSourceLocation();
            if (section != null && section.getSource().equals(file)) {
                return section.getStartLine();
            }
        }
        return 0;
    }
}
