package dev.capstan.document.files;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** A folder with a file for each secret, as secrets are mounted into containers. */
public final class SecretFolder {
    private SecretFolder() {}

    /**
     * The values of those keys; keys without a file are left out. One line ending at the end of a file belongs to the file, not to
     * the value.
     */
    public static Map<String, String> values(Path folder, Set<String> keys) throws UnusableFileException {
        if (!Files.isDirectory(folder)) {
            throw new UnusableFileException(Files.exists(folder) ? "is not a folder" : "does not exist");
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (String key : keys) {
            boolean isName = !key.equals(".") && !key.equals("..") && key.indexOf('/') < 0 && key.indexOf('\\') < 0;
            if (!isName || !Files.exists(folder.resolve(key))) {
                continue;
            }
            String text;
            try {
                text = DocumentFiles.read(folder.resolve(key));
            } catch (UnusableFileException e) {
                throw new UnusableFileException("has a file " + key + " that " + e.getMessage());
            }
            values.put(
                    key,
                    text.endsWith("\r\n")
                            ? text.substring(0, text.length() - 2)
                            : text.endsWith("\n") ? text.substring(0, text.length() - 1) : text);
        }
        return values;
    }
}
