package dev.capstan.linter.report.format;

import java.io.File;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;

/** A file's name as a URI reference (RFC 3986): relative when the name is. */
final class FileUri {
    private FileUri() {}

    static String of(String file) {
        try {
            if (new File(file).isAbsolute()) {
                return Path.of(file).toUri().toString();
            }
            String path = file.replace(File.separatorChar, '/');
            // A colon in the first segment would read as a scheme.
            String relative = path.split("/", 2)[0].indexOf(':') >= 0 ? "./" + path : path;
            return new URI(null, null, relative, null).toASCIIString();
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("no file's name: " + file, e);
        }
    }
}
