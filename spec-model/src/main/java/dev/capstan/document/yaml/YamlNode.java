package dev.capstan.document.yaml;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.diagnostic.Severity;
import dev.capstan.document.diagnostic.SourceRange;
import dev.capstan.document.yaml.reader.YamlReader;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A node of a document as read, with its place. Immutable once {@link YamlReader} has returned it, and safe to share
 * between threads.
 */
public abstract sealed class YamlNode permits YamlMapping, YamlSequence, YamlScalar {
    private final String file;
    private final SourceRange range;
    private @Nullable YamlNode parent;
    private String token = "";

    YamlNode(String file, SourceRange range) {
        this.file = file;
        this.range = range;
    }

    /** Called once by the parent that takes this node in. */
    void adopt(YamlNode parent, String token) {
        this.parent = parent;
        this.token = token;
    }

    /** The file's name as the user gave it. */
    public String file() {
        return file;
    }

    /** Where the node stands. */
    public SourceRange range() {
        return range;
    }

    /** The node that holds this one; null for a document's root. */
    public @Nullable YamlNode parent() {
        return parent;
    }

    /** JSON pointer (RFC 6901) of this node in its document. */
    public String pointer() {
        if (parent == null) {
            return "";
        }
        return parent.pointer() + "/" + token.replace("~", "~0").replace("/", "~1");
    }

    /** A diagnostic that points at this node. */
    public Diagnostic diagnostic(String rule, Severity severity, String message) {
        return new Diagnostic(rule, severity, message, file, range, pointer(), null);
    }

    /** {@code file:line:column} of the node's first character. */
    public String place() {
        return file + ":" + range.line() + ":" + range.column();
    }

    /** The node as JSON: YAML 1.2's core schema, integers of any size; not-a-number and infinities stay text. */
    public abstract JsonNode toJson();
}
