package dev.capstan.consumer.http.internal.request;

import dev.capstan.engine.failure.InvalidSettingException;
import dev.capstan.http.uri.PercentEncoder;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Where a redirect leads.
 *
 * @param target path and query
 */
public record RedirectLocation(Origin origin, String target) {
    /**
     * Reads a Location field (RFC 9110, section 10.2.2).
     *
     * @param from the origin that redirects
     * @param target the path and query that were requested there
     * @return null when it cannot be read, or leads from https to anything else
     */
    public static @Nullable RedirectLocation resolve(Origin from, String target, String location) {
        try {
            int fragment = location.indexOf('#');
            String reference = fragment < 0 ? location : location.substring(0, fragment);
            String path = target.indexOf('?') < 0 ? target : target.substring(0, target.indexOf('?'));
            // URI.resolve drops the last segment of the path where the reference is a query only.
            String text = reference.isEmpty() ? target : reference.startsWith("?") ? path + reference : reference;
            URI to = new URI(from.uri() + target).resolve(new URI(valid(text)));
            Origin origin = Origin.of(to);
            if (from.secure() && !origin.secure()) {
                return null;
            }
            String toPath = to.getRawPath() == null || to.getRawPath().isEmpty() ? "/" : to.getRawPath();
            String query = to.getRawQuery() == null ? "" : "?" + to.getRawQuery();
            return new RedirectLocation(
                    origin, ascii(PercentEncoder.pathLiteral(toPath)) + ascii(PercentEncoder.queryLiteral(query)));
        } catch (URISyntaxException | InvalidSettingException unreadable) {
            return null;
        }
    }

    /** The reference with everything encoded that no URI can hold. */
    private static String valid(String reference) {
        int query = reference.indexOf('?');
        int slashes = reference.indexOf("//");
        int authorityEnd = slashes < 0 ? -1 : reference.indexOf('/', slashes + 2);
        String authority = authorityEnd < 0 ? "" : reference.substring(0, authorityEnd);
        if (slashes >= 0 && (authorityEnd < 0 || query >= 0 && query < authorityEnd)) {
            return reference;
        }
        String path = reference.substring(authority.length(), query < 0 ? reference.length() : query);
        String rest = query < 0 ? "" : reference.substring(query);
        return authority + ascii(PercentEncoder.pathLiteral(path)) + ascii(PercentEncoder.queryLiteral(rest));
    }

    private static String ascii(byte[] bytes) {
        return new String(bytes, StandardCharsets.US_ASCII);
    }
}
