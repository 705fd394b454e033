package dev.capstan.engine.internal.assembly;

import dev.capstan.document.link.installation.Installation;
import dev.capstan.engine.configuration.ScriptingConfiguration;
import dev.capstan.engine.failure.InvalidSettingException;
import dev.capstan.engine.internal.format.JsonFormat;
import dev.capstan.engine.internal.run.Incidents;
import dev.capstan.engine.spi.SpiVersion;
import dev.capstan.engine.spi.adapter.ServerAdapterProvider;
import dev.capstan.engine.spi.authentication.AuthenticatorProvider;
import dev.capstan.engine.spi.bind.BindProvider;
import dev.capstan.engine.spi.consumer.ConsumerProvider;
import dev.capstan.engine.spi.format.PayloadFormat;
import dev.capstan.engine.spi.script.ScriptRunner;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** What is installed, by type, scheme, format or language. */
public record Providers(
        Map<String, ServerAdapterProvider> adapters,
        Map<String, ConsumerProvider> consumers,
        Map<String, BindProvider> binds,
        Map<String, PayloadFormat> formats,
        Map<String, ScriptRunner> scripts,
        Map<String, AuthenticatorProvider> authenticators,
        ScriptingConfiguration scripting)
        implements Installation {
    private static final Set<String> KNOWN_ADAPTERS = Set.of("rest", "mcp", "skill", "control");

    /**
     * Finds what the class path holds.
     *
     * @throws InvalidSettingException for a provider that cannot be loaded or was built for another SPI version
     */
    public static Providers installed(ScriptingConfiguration scripting) {
        Map<String, PayloadFormat> formats =
                new HashMap<>(load(PayloadFormat.class, PayloadFormat::name, PayloadFormat::spiVersion));
        PayloadFormat json = new JsonFormat();
        formats.put(json.name(), json);
        return new Providers(
                load(ServerAdapterProvider.class, ServerAdapterProvider::type, ServerAdapterProvider::spiVersion),
                load(ConsumerProvider.class, ConsumerProvider::type, ConsumerProvider::spiVersion),
                load(BindProvider.class, BindProvider::scheme, BindProvider::spiVersion),
                Map.copyOf(formats),
                load(ScriptRunner.class, ScriptRunner::language, ScriptRunner::spiVersion),
                load(AuthenticatorProvider.class, AuthenticatorProvider::scheme, AuthenticatorProvider::spiVersion),
                scripting);
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

    /** Adapters of the format's own types count as served: without their module, their units can still be called in-process. */
    @Override
    public boolean serves(String adapterType, String transport) {
        ServerAdapterProvider provider = adapters.get(adapterType);
        return provider == null
                ? KNOWN_ADAPTERS.contains(adapterType)
                        && (transport.equals("http") || adapterType.equals("mcp") && transport.equals("stdio"))
                : provider.serves(transport);
    }

    @Override
    public boolean consumes(String type) {
        return type.equals("http") || consumers.containsKey(type);
    }

    @Override
    public boolean decodes(String format) {
        return formats.containsKey(format);
    }

    @Override
    public @Nullable String scriptRefusal(String language) {
        ScriptRunner runner = scripts.get(language);
        if (runner == null) {
            List<String> known = scripts.keySet().stream().sorted().toList();
            return "which nothing that is installed runs"
                    + (known.isEmpty() ? "" : " (installed: " + String.join(", ", known) + ")");
        }
        return runner.isConfined() || scripting.trustedLanguages().contains(language)
                ? null
                : "which has no sandbox that holds: it runs only where the engine's configuration says scripting: "
                        + language + ": trusted";
    }

    @Override
    public boolean readsBinds(String scheme) {
        return binds.containsKey(scheme);
    }

    @Override
    public boolean authenticates(String scheme) {
        return authenticators.containsKey(scheme);
    }

    /** Closes what providers hold. */
    public void close() {
        scripts.values().forEach(runner -> Incidents.contain(runner::close));
    }
}
