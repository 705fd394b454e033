package dev.capstan.run.lint;

import dev.capstan.linter.configuration.ConfigurationFinder;
import dev.capstan.linter.configuration.PathGlob;
import dev.capstan.run.option.UsageException;
import java.io.File;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Finds what the user names: files, the YAML and JSON files below folders, and those that fit patterns. */
public final class DocumentFinder {
    private static final List<String> EXTENSIONS = List.of(".yaml", ".yml", ".json");
    private static final Set<String> LEFT_OUT = Set.of("node_modules", "target");

    private final ConfigurationFinder configurations;
    private final Map<Path, LintSource> found = new LinkedHashMap<>();

    /**
     * A finder.
     *
     * @param configurations which say what is left out
     */
    public DocumentFinder(ConfigurationFinder configurations) {
        this.configurations = configurations;
    }

    /**
     * What is meant by some arguments, each file once, in the order of the arguments and by name below a folder.
     *
     * @throws UsageException when a pattern fits nothing, or is none
     */
    public List<LintSource> find(List<String> arguments) {
        for (String argument : arguments) {
            find(argument);
        }
        return List.copyOf(found.values());
    }

    private void find(String argument) {
        if (argument.isEmpty()) {
            throw UsageException.misuse("a file's name is empty; write . for the current folder");
        }
        boolean pattern = PathGlob.isGlob(argument) && !new File(argument).exists();
        if (pattern) {
            glob(argument);
            return;
        }
        Path path = Path.of(argument);
        if (Files.isDirectory(path)) {
            walk(start(path), any -> true);
        } else {
            add(path, true);
        }
    }

    /** Walks the folder before the first name that has a pattern in it. */
    private void glob(String argument) {
        String text = argument.replace(File.separatorChar, '/');
        int folder = 0;
        for (int slash = text.indexOf('/'); slash >= 0; slash = text.indexOf('/', slash + 1)) {
            if (PathGlob.isGlob(text.substring(0, slash))) {
                break;
            }
            folder = slash + 1;
        }
        Path root = start(Path.of(folder == 0 ? "." : text.substring(0, folder)));
        PathGlob glob = glob(argument, text.substring(folder));
        int before = found.size();
        if (Files.isDirectory(root)) {
            walk(root, file -> glob.matches(root.relativize(file).toString().replace(File.separatorChar, '/')));
        }
        if (found.size() == before) {
            throw UsageException.misuse("no " + String.join(", ", EXTENSIONS) + " file fits " + argument);
        }
    }

    private static PathGlob glob(String argument, String below) {
        try {
            // A name alone fits in the folder only, as in a shell.
            return PathGlob.of(below.indexOf('/') < 0 ? "/" + below : below);
        } catch (IllegalArgumentException e) {
            throw UsageException.misuse("not a pattern for files: " + argument);
        }
    }

    /** Links are not followed, but one that the user names is. */
    private static Path start(Path folder) {
        return Files.isSymbolicLink(folder) ? folder.resolve(".") : folder;
    }

    private void walk(Path root, Predicate<Path> wanted) {
        List<Path> files = new ArrayList<>();
        Visitor visitor = new Visitor(root, files);
        try {
            Files.walkFileTree(root, visitor);
        } catch (IOException e) {
            throw UsageException.misuse("the folder " + root + " cannot be read: check its permissions");
        }
        files.sort(Comparator.naturalOrder());
        for (Path file : files) {
            if (wanted.test(file)) {
                add(file, false);
            }
        }
        // What could not be looked into may hold anything.
        visitor.unreadable.forEach(folder -> add(folder, true));
    }

    private void add(Path file, boolean named) {
        Path key = file.toAbsolutePath().normalize();
        Path shown = file.normalize();
        LintSource source = new LintSource(file, shown.toString(), named, null);
        found.merge(key, source, (first, again) -> first.isNamed() ? first : again);
    }

    /** Collects files; hidden folders, and those with what others made, are left out. */
    private final class Visitor extends SimpleFileVisitor<Path> {
        private final Path root;
        private final List<Path> files;
        private final List<Path> unreadable = new ArrayList<>();

        Visitor(Path root, List<Path> files) {
            this.root = root;
            this.files = files;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return isLeftOut(folder) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        private boolean isLeftOut(Path folder) {
            if (folder.equals(root)) {
                return false;
            }
            String name = name(folder);
            return name.startsWith(".")
                    || LEFT_OUT.contains(name)
                    || configurations.of(folder).ignores(folder);
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String name = name(file);
            boolean document = !name.startsWith(".") && EXTENSIONS.stream().anyMatch(name::endsWith);
            if (document
                    && isOfText(file, attributes)
                    && !configurations.of(file).ignores(file)) {
                files.add(file);
            }
            return FileVisitResult.CONTINUE;
        }

        /** No pipe, which could be waited on for ever, and no link to a folder or to nothing. */
        private static boolean isOfText(Path file, BasicFileAttributes attributes) {
            return attributes.isRegularFile() || attributes.isSymbolicLink() && Files.isRegularFile(file);
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) {
            if (e instanceof AccessDeniedException && !isLeftOut(file)) {
                unreadable.add(file);
            }
            return FileVisitResult.CONTINUE;
        }

        private static String name(Path path) {
            Path name = path.getFileName();
            return name == null ? "" : name.toString();
        }
    }
}
