package dev.capstan.format.protobuf.internal.schema;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A {@code .proto} file and what it imports, directly or not. For one schema. */
public final class ProtoFiles {
    private static final int LONGEST_FILE = 4 * 1024 * 1024;
    private static final int MOST_FILES = 1_000;

    private final List<Path> roots;
    private final Set<String> loaded = new HashSet<>();
    private final List<Declarations> files = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();

    private ProtoFiles(List<Path> roots) {
        this.roots = roots;
    }

    /**
     * The type of a message. Blocks.
     *
     * @param file the file that declares it
     * @param name the file's name in messages
     * @param folders where imports are looked for, before the folder of the file
     * @param message its full name, or that without the package; null for the file's first
     */
    public static MessageType message(Path file, String name, List<Path> folders, @Nullable String message)
            throws InvalidProto {
        List<Path> roots = new ArrayList<>(folders);
        Path beside = file.toAbsolutePath().getParent();
        if (beside != null) {
            roots.add(beside);
        }
        ProtoFiles files = new ProtoFiles(roots);
        Declarations first = ProtoParser.parse(name, content(file, name));
        files.add(first);
        ProtoLinker linker = new ProtoLinker(files.files, files.missing);
        return linker.link(chosen(first, name, message));
    }

    /** The message that a schema names. */
    private static Declarations.Message chosen(Declarations file, String fileName, @Nullable String message)
            throws InvalidProto {
        if (file.messages().isEmpty()) {
            throw new InvalidProto("the file \"" + fileName + "\" declares no message");
        }
        if (message == null || message.isBlank()) {
            return file.messages().get(0);
        }
        String inPackage = file.packageName().isEmpty() ? message : file.packageName() + "." + message;
        for (String candidate : List.of(inPackage, message)) {
            for (Declarations.Message known : file.messages()) {
                if (known.fullName().equals(candidate)) {
                    return known;
                }
            }
        }
        throw new InvalidProto("the file \"" + fileName + "\" declares no message \"" + message + "\"");
    }

    private void add(Declarations file) throws InvalidProto {
        files.add(file);
        for (String imported : file.imports()) {
            if (!loaded.add(imported)) {
                continue;
            }
            if (loaded.size() > MOST_FILES) {
                throw new InvalidProto("more than " + MOST_FILES + " files are imported");
            }
            String content = imported(imported);
            if (content == null) {
                missing.add(imported);
            } else {
                add(ProtoParser.parse(imported, content));
            }
        }
    }

    /** The text of an imported file; null when there is none: it may be needed for options only. */
    private @Nullable String imported(String path) throws InvalidProto {
        for (Path root : roots) {
            try {
                Path file = root.resolve(path);
                if (Files.isRegularFile(file)) {
                    return content(file, path);
                }
            } catch (InvalidPathException e) {
                return null;
            }
        }
        if (!path.startsWith("google/protobuf/")) {
            return null;
        }
        try (InputStream in = ProtoFiles.class.getResourceAsStream(path)) {
            return in == null ? null : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return null;
        }
    }

    private static String content(Path file, String name) throws InvalidProto {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LONGEST_FILE + 1);
            if (bytes.length > LONGEST_FILE) {
                throw new InvalidProto("the file \"" + name + "\" is larger than 4 MiB");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new InvalidProto("the file \"" + name + "\" cannot be read");
        }
    }
}
