package dev.capstan.http.head;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Media types (RFC 9110, section 8.3.1). */
public final class MediaType {
    /** JSON (RFC 8259). */
    public static final String JSON = "application/json";

    /** The form encoding of URLs (the URL standard). */
    public static final String FORM = "application/x-www-form-urlencoded";

    private static final String BYTES = "application/octet-stream";

    /** By the ending of a file's name, texts in UTF-8. */
    private static final Map<String, String> BY_ENDING = Map.ofEntries(
            Map.entry("md", "text/markdown; charset=utf-8"),
            Map.entry("markdown", "text/markdown; charset=utf-8"),
            Map.entry("txt", "text/plain; charset=utf-8"),
            Map.entry("csv", "text/csv; charset=utf-8"),
            Map.entry("tsv", "text/tab-separated-values; charset=utf-8"),
            Map.entry("html", "text/html; charset=utf-8"),
            Map.entry("htm", "text/html; charset=utf-8"),
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("mjs", "text/javascript; charset=utf-8"),
            Map.entry("py", "text/x-python; charset=utf-8"),
            Map.entry("sh", "text/x-shellscript; charset=utf-8"),
            Map.entry("groovy", "text/x-groovy; charset=utf-8"),
            Map.entry("json", JSON),
            Map.entry("yaml", "application/yaml"),
            Map.entry("yml", "application/yaml"),
            Map.entry("xml", "application/xml"),
            Map.entry("pdf", "application/pdf"),
            Map.entry("zip", "application/zip"),
            Map.entry("png", "image/png"),
            Map.entry("jpg", "image/jpeg"),
            Map.entry("jpeg", "image/jpeg"),
            Map.entry("gif", "image/gif"),
            Map.entry("webp", "image/webp"),
            Map.entry("svg", "image/svg+xml"));

    private MediaType() {}

    /** The type that a file has by the ending of its name or path; {@code application/octet-stream} where it is not known. */
    public static String ofFile(String name) {
        int dot = name.lastIndexOf('.');
        return dot <= name.lastIndexOf('/')
                ? BYTES
                : BY_ENDING.getOrDefault(name.substring(dot + 1).toLowerCase(Locale.ROOT), BYTES);
    }

    /** The type and subtype of a Content-Type field, in lower case and without parameters; empty for null. */
    public static String essence(@Nullable String contentType) {
        if (contentType == null) {
            return "";
        }
        int parameters = contentType.indexOf(';');
        return (parameters < 0 ? contentType : contentType.substring(0, parameters))
                .trim()
                .toLowerCase(Locale.ROOT);
    }

    /** Whether a type without parameters, in lower case, is one of JSON texts (RFC 6839, section 3.1). */
    public static boolean isJson(String essence) {
        return essence.equals(JSON) || essence.endsWith("+json") || essence.equals("text/json");
    }
}
