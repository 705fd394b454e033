package dev.capstan.authentication.credential;

import dev.capstan.engine.spi.authentication.AuthenticatorContext;
import dev.capstan.engine.spi.authentication.InboundAuthentication;
import java.util.Locale;

/** The settings of one scheme. */
public final class SchemeSettings {
    private SchemeSettings() {}

    /**
     * The context's settings, which are those of the provider's scheme.
     *
     * @throws IllegalArgumentException when they are another scheme's: a defect of the caller
     */
    public static <T extends InboundAuthentication> T of(AuthenticatorContext context, Class<T> type) {
        if (type.isInstance(context.settings())) {
            return type.cast(context.settings());
        }
        throw new IllegalArgumentException(
                "the settings are not those of " + type.getSimpleName().toLowerCase(Locale.ROOT) + " authentication");
    }
}
