package dev.capstan.engine.internal.assembly;

import dev.capstan.engine.failure.InvalidSettingException;
import dev.capstan.engine.spi.SpiVersion;
import dev.capstan.engine.spi.adapter.ServerAdapterProvider;
import dev.capstan.engine.spi.bind.BindProvider;
import dev.capstan.engine.spi.consumer.ConsumerProvider;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/** What is installed, by type or scheme. */
public record Providers(
        Map<String, ServerAdapterProvider> adapters,
        Map<String, ConsumerProvider> consumers,
        Map<String, BindProvider> binds) {

    /**
     * Finds what the class path holds.
     *
     * @throws InvalidSettingException for a provider that cannot be loaded or was built for another SPI version
     */
    public static Providers installed() {
        return new Providers(
                load(ServerAdapterProvider.class, ServerAdapterProvider::type, ServerAdapterProvider::spiVersion),
                load(ConsumerProvider.class, ConsumerProvider::type, ConsumerProvider::spiVersion),
                load(BindProvider.class, BindProvider::scheme, BindProvider::spiVersion));
    }

    private static <T> Map<String, T> load(Class<T> kind, Function<T, String> name, ToIntFunction<T> version) {
        Map<String, T> found = new LinkedHashMap<>();
        try {
            for (T provider : ServiceLoader.load(kind)) {
                if (version.applyAsInt(provider) != SpiVersion.CURRENT) {
                    throw new InvalidSettingException("the " + kind.getSimpleName() + " for \"" + name.apply(provider)
                            + "\" was built for version " + version.applyAsInt(provider)
                            + " of the extension interface, and this engine has version " + SpiVersion.CURRENT
                            + "; install the one built for it");
                }
                found.putIfAbsent(name.apply(provider), provider);
            }
        } catch (ServiceConfigurationError e) {
            throw new InvalidSettingException(
                    "an installed " + kind.getSimpleName() + " cannot be loaded: " + e.getMessage());
        }
        return Map.copyOf(found);
    }
}
