package dev.capstan.adapter.mcp.internal.content;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which answers are text, by their Content-Type. */
public final class MediaTypes {
    private static final Set<String> BINARY = Set.of(
            "application/octet-stream",
            "application/pdf",
            "application/zip",
            "application/gzip",
            "application/x-gzip",
            "application/x-bzip2",
            "application/x-tar",
            "application/x-7z-compressed",
            "application/x-rar-compressed",
            "application/vnd.rar",
            "application/java-archive",
            "application/msword",
            "application/wasm",
            "application/x-protobuf",
            "application/protobuf",
            "application/vnd.google.protobuf",
            "application/avro",
            "application/vnd.apache.parquet",
            "application/cbor",
            "application/msgpack",
            "application/x-msgpack",
            "application/x-sqlite3");

    private MediaTypes() {}

    /** The type and subtype of a Content-Type, in lower case; null for none. */
    public static @Nullable String essence(@Nullable String contentType) {
        if (contentType == null) {
            return null;
        }
        int parameters = contentType.indexOf(';');
        String essence = (parameters < 0 ? contentType : contentType.substring(0, parameters))
                .strip()
                .toLowerCase(Locale.ROOT);
        return essence.isEmpty() || essence.indexOf('/') <= 0 ? null : essence;
    }

    /**
     * Whether bytes of that type are no text. Types that say nothing are taken for text: most that exist are, and bytes that are not
     * are told when they come.
     *
     * @param essence as {@link #essence} gives it
     */
    public static boolean isBinary(@Nullable String essence) {
        if (essence == null || essence.endsWith("+xml") || essence.endsWith("+json") || essence.endsWith("+yaml")) {
            return false;
        }
        return essence.startsWith("image/")
                || essence.startsWith("audio/")
                || essence.startsWith("video/")
                || essence.startsWith("font/")
                || essence.startsWith("application/vnd.openxmlformats-")
                || essence.startsWith("application/vnd.oasis.opendocument.")
                || essence.startsWith("application/vnd.ms-")
                || BINARY.contains(essence);
    }
}
