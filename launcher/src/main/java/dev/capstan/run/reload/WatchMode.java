package dev.capstan.run.reload;

import dev.capstan.run.option.Options;
import dev.capstan.run.option.UsageException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** Reads documents anew when their files change, where that is asked for. */
public final class WatchMode implements AutoCloseable {
    private static final String OPTION = "--watch";

    private final @Nullable FileWatch watch;

    private WatchMode(@Nullable FileWatch watch) {
        this.watch = watch;
    }

    /** The option that asks for it. */
    public static void describe(CommandSpec spec) {
        Options.flag(
                spec,
                OPTION,
                "read documents anew when they change, or a file that they import or take variables from");
    }

    /** Begins to watch, if that is asked for. */
    public static WatchMode start(ParseResult arguments, Reloads reloads) {
        if (!Options.isSet(arguments, OPTION)) {
            return new WatchMode(null);
        }
        try {
            return new WatchMode(FileWatch.start(reloads::files, () -> reloads.run("a file changed")));
        } catch (IOException e) {
            throw UsageException.of("the documents' files cannot be watched: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        if (watch != null) {
            watch.close();
        }
    }
}
