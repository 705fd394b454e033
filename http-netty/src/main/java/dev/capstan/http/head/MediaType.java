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

    /** Of files of which nothing else is known. */
    public static final String BYTES = "application/octet-stream";

    private static final Map<String, String> BY_ENDING = Map.ofEntries(
            Map.entry("txt", "text/plain"),
            Map.entry("log", "text/plain"),
            Map.entry("md", "text/markdown"),
            Map.entry("markdown", "text/markdown"),
            Map.entry("html", "text/html"),
            Map.entry("htm", "text/html"),
            Map.entry("css", "text/css"),
            Map.entry("csv", "text/csv"),
            Map.entry("tsv", "text/tab-separated-values"),
            Map.entry("js", "text/javascript"),
            Map.entry("mjs", "text/javascript"),
            Map.entry("json", JSON),
            Map.entry("jsonl", "application/jsonl"),
            Map.entry("xml", "application/xml"),
            Map.entry("xsd", "application/xml"),
            Map.entry("yaml", "application/yaml"),
            Map.entry("yml", "application/yaml"),
            Map.entry("toml", "application/toml"),
            Map.entry("sql", "application/sql"),
            Map.entry("sh", "application/x-sh"),
            Map.entry("py", "text/x-python"),
            Map.entry("java", "text/x-java"),
            Map.entry("ts", "text/x-typescript"),
            Map.entry("proto", "text/x-protobuf"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("png", "image/png"),
            Map.entry("jpg", "image/jpeg"),
            Map.entry("jpeg", "image/jpeg"),
            Map.entry("gif", "image/gif"),
            Map.entry("webp", "image/webp"),
            Map.entry("ico", "image/vnd.microsoft.icon"),
            Map.entry("mp3", "audio/mpeg"),
            Map.entry("wav", "audio/wav"),
            Map.entry("ogg", "audio/ogg"),
            Map.entry("mp4", "video/mp4"),
            Map.entry("webm", "video/webm"),
            Map.entry("pdf", "application/pdf"),
            Map.entry("zip", "application/zip"),
            Map.entry("gz", "application/gzip"),
            Map.entry("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
            Map.entry("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
            Map.entry("pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
            Map.entry("groovy", "text/x-groovy"));

    private MediaType() {}

    /** The type that a file has by the ending of its name or path; null when that says nothing. */
    public static @Nullable String ofFile(String name) {
        int dot = name.lastIndexOf('.');
        return dot <= name.lastIndexOf('/')
                ? null
                : BY_ENDING.get(name.substring(dot + 1).toLowerCase(Locale.ROOT));
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
