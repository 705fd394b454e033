package dev.capstan.engine.configuration;

import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whom a consumed API's calls may reach. Made by {@link NamespaceConfigurationBuilder}, so that further settings break nobody.
 *
 * @param certificates a PEM or PKCS#12 file of the authorities to trust instead of the platform's; null trusts those
 * @param allowedRedirectOrigins origins, such as {@code https://files.example}, that redirects may lead to whatever their scheme and
 *     addresses are
 */
public record Trust(@Nullable Path certificates, Set<String> allowedRedirectOrigins) {
    static final Trust DEFAULT = new Trust(null, Set.of());
}
