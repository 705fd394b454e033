package dev.capstan.linter.configuration;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds the configuration of a file: the nearest {@value LintConfiguration#FILE_NAME} in its folder or one above. Each is
 * read once. Safe for any thread.
 */
public final class ConfigurationFinder {
    private final Map<Path, LintConfiguration> byFolder = new ConcurrentHashMap<>();
    private final Map<Path, LintConfiguration> read = new ConcurrentHashMap<>();
    private final @Nullable LintConfiguration only;

    private ConfigurationFinder(@Nullable LintConfiguration only) {
        this.only = only;
    }

    /** Looks upwards from each file. */
    public static ConfigurationFinder upwards() {
        return new ConfigurationFinder(null);
    }

    /** Takes the same one for every file. */
    public static ConfigurationFinder always(LintConfiguration configuration) {
        return new ConfigurationFinder(configuration);
    }

    /** The configuration of a file, or of what lies in a folder. */
    public LintConfiguration of(Path fileOrFolder) {
        if (only != null) {
            return only;
        }
        Path absolute = fileOrFolder.toAbsolutePath().normalize();
        Path folder = Files.isDirectory(absolute) ? absolute : absolute.getParent();
        return folder == null ? LintConfiguration.DEFAULT : ofFolder(folder);
    }

    /** The configurations that were read. */
    public List<LintConfiguration> found() {
        return only != null ? List.of(only) : List.copyOf(read.values());
    }

    private LintConfiguration ofFolder(Path folder) {
        LintConfiguration known = byFolder.get(folder);
        if (known != null) {
            return known;
        }
        Path file = folder.resolve(LintConfiguration.FILE_NAME);
        LintConfiguration found;
        if (Files.isRegularFile(file)) {
            found = read.computeIfAbsent(file, at -> LintConfigurationReader.read(at, shown(at)));
        } else {
            Path above = folder.getParent();
            found = above == null ? LintConfiguration.DEFAULT : ofFolder(above);
        }
        byFolder.put(folder, found);
        return found;
    }

    /** As short as it can be said from where the user is. */
    private static String shown(Path file) {
        Path here = Path.of("").toAbsolutePath();
        return file.startsWith(here) ? here.relativize(file).toString() : file.toString();
    }
}
