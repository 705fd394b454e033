package dev.capstan.engine.internal.assembly;

import dev.capstan.engine.internal.load.VariableResolver;
import dev.capstan.engine.internal.script.ScriptThreads;
import dev.capstan.engine.spi.Secret;
import dev.capstan.engine.spi.consumer.Consumer;
import dev.capstan.engine.variable.VariableSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What documents are assembled with.
 *
 * @param hostVariables what the host gives by a variable's own name; wins over every provider
 * @param variables sources of variables without a provider, asked in order
 * @param baseUris the host's base URIs by namespace
 * @param baseUriForAll the host's base URI for all other namespaces; null leaves those to configuration and document
 * @param consumers the host's own consumers by namespace
 * @param scriptThreads where scripts run
 * @param allOrNothing whether a document with a dead unit is refused
 * @param placeholderVariables whether missing variables become placeholders
 * @param directCalls whether consumed operations are compiled to be called directly
 */
public record AssemblySettings(
        SharedContext context,
        Providers providers,
        Map<String, String> hostVariables,
        List<VariableSource> variables,
        Map<String, String> baseUris,
        @Nullable String baseUriForAll,
        Map<String, Consumer> consumers,
        ScriptThreads scriptThreads,
        boolean allOrNothing,
        boolean placeholderVariables,
        boolean directCalls) {

    /** These settings with the variables as they are now, for documents that are loaded anew. */
    public AssemblySettings reread() {
        return new AssemblySettings(
                context,
                providers,
                hostVariables,
                variables.stream().map(VariableSource::reread).toList(),
                baseUris,
                baseUriForAll,
                consumers,
                scriptThreads,
                allOrNothing,
                placeholderVariables,
                directCalls);
    }

    /** Finds the values of one document's variables. */
    public VariableResolver variableResolver() {
        return new VariableResolver(
                hostVariables,
                variables,
                providers.binds(),
                placeholderVariables,
                value -> context.secrets().add(new Secret(value)));
    }

    /** The base URI that is set from outside for that namespace; null when none is. */
    @Nullable
    String baseUri(String namespace) {
        String named = baseUris.get(namespace);
        if (named != null) {
            return named;
        }
        return baseUriForAll != null
                ? baseUriForAll
                : context.configuration().namespace(namespace).baseUri();
    }
}
