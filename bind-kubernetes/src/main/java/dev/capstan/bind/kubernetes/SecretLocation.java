package dev.capstan.bind.kubernetes;

import dev.capstan.bind.support.UnreadableSecretsException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a secret is.
 *
 * @param mount the folder that it is mounted at; null to ask the cluster
 */
record SecretLocation(
        String namespace, String name, @Nullable Path mount) {
    /** Names of objects are DNS subdomains (RFC 1123), those of namespaces DNS labels. */
    private static final Pattern FORM = Pattern.compile(
            "[^:]+://([a-z0-9]([a-z0-9-]*[a-z0-9])?)/([a-z0-9]([a-z0-9.-]*[a-z0-9])?)(\\?mount=([^?&#]+))?");

    static SecretLocation parse(String location) throws UnreadableSecretsException {
        Matcher matcher = FORM.matcher(location);
        if (!matcher.matches()) {
            throw new UnreadableSecretsException(
                    "write k8s://NAMESPACE/NAME, and ?mount=/folder behind it where the secret is mounted");
        }
        String mount = matcher.group(6);
        return new SecretLocation(matcher.group(1), matcher.group(3), mount == null ? null : folder(mount));
    }

    private static Path folder(String written) throws UnreadableSecretsException {
        try {
            Path folder = Path.of(URLDecoder.decode(written.replace("+", "%2B"), StandardCharsets.UTF_8));
            if (folder.isAbsolute()) {
                return folder;
            }
        } catch (InvalidPathException e) {
            // The message below says it.
        } catch (IllegalArgumentException e) {
            throw new UnreadableSecretsException("the folder behind mount= has a malformed percent-escape");
        }
        throw new UnreadableSecretsException("the folder behind mount= has to be an absolute path");
    }
}
