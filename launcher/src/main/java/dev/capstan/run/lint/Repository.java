package dev.capstan.run.lint;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

/** Where the repository begins that is worked on. */
public final class Repository {
    /** GitHub's and GitLab's names for the folder that they check out to. */
    private static final List<String> CHECKOUTS = List.of("GITHUB_WORKSPACE", "CI_PROJECT_DIR");

    private Repository() {}

    /** The folder that a CI job checked out to when the working directory lies in it, else the working directory. */
    public static Path top() {
        return top(Path.of("").toAbsolutePath(), System::getenv);
    }

    static Path top(Path here, UnaryOperator<String> environment) {
        for (String name : CHECKOUTS) {
            String value = environment.apply(name);
            if (value != null && !value.isEmpty()) {
                try {
                    Path checkout = Path.of(value).toRealPath();
                    if (here.toRealPath().startsWith(checkout)) {
                        return checkout;
                    }
                } catch (IOException | InvalidPathException notThere) {
                    continue;
                }
            }
        }
        return here;
    }
}
