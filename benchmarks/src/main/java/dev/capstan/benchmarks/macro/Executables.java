package dev.capstan.benchmarks.macro;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Programs of the system, where they are installed. */
final class Executables {
    private Executables() {}

    /** The program of that name on the path, or where servers are often installed beside it. */
    static Optional<String> find(String name) {
        List<String> folders = new ArrayList<>();
        String path = System.getenv("PATH");
        if (path != null) {
            folders.addAll(List.of(path.split(File.pathSeparator, -1)));
        }
        folders.addAll(List.of("/usr/sbin", "/usr/local/sbin", "/usr/local/bin"));
        return folders.stream()
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }
}
