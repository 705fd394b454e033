package dev.capstan.run.reload;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Tells a command that serves documents to read them anew. Safe for any thread. */
public final class ReloadSignal {
    private static final Path TERMINAL = Path.of("/dev/tty");

    private final boolean hasTerminal = isTerminalOpen();
    private volatile @Nullable Runnable reload;

    /** Declares what the running command does when it is requested to read its documents anew. */
    public void handle(Runnable action) {
        reload = action;
    }

    /** Reads the documents anew, on this thread; false when the running command has none. */
    public boolean request() {
        Runnable action = reload;
        if (action == null) {
            return false;
        }
        action.run();
        return true;
    }

    /** Whether the process was started in a terminal that is gone now, which ends what runs in it. */
    public boolean isTerminalGone() {
        return hasTerminal && !isTerminalOpen();
    }

    private static boolean isTerminalOpen() {
        if (!Files.exists(TERMINAL)) {
            return false;
        }
        try (FileInputStream terminal = new FileInputStream(TERMINAL.toFile())) {
            return terminal.getFD().valid();
        } catch (IOException e) {
            return false;
        }
    }
}
