package dev.capstan.document.link.installation;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The table of what the standard distribution has, its optional script languages included. */
final class StandardInstallation implements Installation {
    private static final Set<String> ADAPTERS = Set.of("rest", "mcp", "skill", "control");
    private static final Set<String> FORMATS =
            Set.of("json", "xml", "csv", "tsv", "psv", "yaml", "html", "markdown", "avro", "protobuf", "text");
    private static final Set<String> LANGUAGES = Set.of("javascript", "python", "groovy");
    private static final Set<String> BINDS = Set.of("file", "vault", "k8s", "k8s-secret");
    private static final Set<String> SCHEMES = Set.of("basic", "bearer", "apikey", "digest", "oauth2");

    @Override
    public boolean serves(String adapterType, String transport) {
        return ADAPTERS.contains(adapterType)
                && (transport.equals("http") || adapterType.equals("mcp") && transport.equals("stdio"));
    }

    @Override
    public boolean consumes(String type) {
        return type.equals("http");
    }

    @Override
    public boolean decodes(String format) {
        return FORMATS.contains(format);
    }

    @Override
    public @Nullable String scriptRefusal(String language) {
        return LANGUAGES.contains(language) ? null : "which is none of javascript, python and groovy";
    }

    @Override
    public boolean readsBinds(String scheme) {
        return BINDS.contains(scheme);
    }

    @Override
    public boolean authenticates(String scheme) {
        return SCHEMES.contains(scheme);
    }
}
