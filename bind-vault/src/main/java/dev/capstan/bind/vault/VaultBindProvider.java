package dev.capstan.bind.vault;

import dev.capstan.bind.support.PathSegments;
import dev.capstan.bind.support.SecretServer;
import dev.capstan.bind.support.UnreadableSecretsException;
import dev.capstan.engine.spi.SpiVersion;
import dev.capstan.engine.spi.bind.BindProvider;
import dev.capstan.engine.spi.bind.BindRequest;
import dev.capstan.engine.variable.VariableSource;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Variables in HashiCorp Vault: {@code vault://MOUNT/PATH} is the latest version of a secret of a KV engine of version 2. JVM system
 * properties or environment variables say where Vault is and who asks: {@code VAULT_ADDR}, {@code VAULT_TOKEN}, and, where they are
 * needed, {@code VAULT_NAMESPACE} and {@code VAULT_CACERT}, a PEM file with the authority of Vault's certificate.
 */
public final class VaultBindProvider implements BindProvider {
    private static final String SCHEME = "vault";

    private final VariableSource environment = VariableSource.environment();

    @Override
    public String scheme() {
        return SCHEME;
    }

    @Override
    public int spiVersion() {
        return SpiVersion.CURRENT;
    }

    @Override
    public Map<String, String> read(BindRequest request) {
        try {
            return values(data(request.location()), request);
        } catch (UnreadableSecretsException e) {
            throw e.of(request);
        }
    }

    private JsonNode data(String location) throws UnreadableSecretsException {
        String secret = location.substring((SCHEME + "://").length());
        int slash = secret.indexOf('/');
        if (slash < 0 || !PathSegments.areSafe(secret)) {
            throw new UnreadableSecretsException("write vault://MOUNT/PATH, of names without spaces and escapes");
        }
        SecretServer.Answer answer =
                server().get(uri(secret.substring(0, slash), secret.substring(slash + 1)), headers());
        JsonNode body = answer.body();
        switch (answer.status()) {
            case 200 -> {
                JsonNode data = body == null ? null : body.path("data").get("data");
                if (data == null || !data.isObject()) {
                    throw new UnreadableSecretsException(
                            "the answer of Vault has no data of a secret: the mount has to be a KV engine of version 2");
                }
                return data;
            }
            case 403 ->
                throw new UnreadableSecretsException(
                        "Vault denies it: VAULT_TOKEN is not valid, or its policies do not let it read that path");
            case 404 ->
                throw new UnreadableSecretsException(
                        "Vault has no such secret, or the mount is no KV engine of version 2");
            case 503 -> throw new UnreadableSecretsException("Vault is sealed, or down for maintenance");
            default -> throw new UnreadableSecretsException("Vault answered with status " + answer.status());
        }
    }

    private SecretServer server() throws UnreadableSecretsException {
        String authorities = environment.value("VAULT_CACERT");
        return new SecretServer(
                "Vault at VAULT_ADDR", authorities == null || authorities.isEmpty() ? null : Path.of(authorities));
    }

    private URI uri(String mount, String path) throws UnreadableSecretsException {
        String address = needed("VAULT_ADDR");
        try {
            URI uri = URI.create(address.replaceFirst("/+$", "") + "/v1/" + mount + "/data/" + path);
            boolean isHttp = "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
            if (isHttp && uri.getHost() != null && uri.getRawQuery() == null && uri.getRawUserInfo() == null) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // The message below says it.
        }
        throw new UnreadableSecretsException("VAULT_ADDR is no address such as https://vault.example:8200");
    }

    private Map<String, String> headers() throws UnreadableSecretsException {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("X-Vault-Token", needed("VAULT_TOKEN"));
        headers.put("X-Vault-Request", "true");
        String namespace = environment.value("VAULT_NAMESPACE");
        if (namespace != null && !namespace.isEmpty()) {
            headers.put("X-Vault-Namespace", namespace);
        }
        return headers;
    }

    private String needed(String name) throws UnreadableSecretsException {
        String value = environment.value(name);
        if (value == null || value.isBlank()) {
            throw new UnreadableSecretsException("the environment variable " + name + " is not set");
        }
        return value.strip();
    }

    private static Map<String, String> values(JsonNode data, BindRequest request) throws UnreadableSecretsException {
        Map<String, String> values = new LinkedHashMap<>();
        for (String key : request.keys()) {
            JsonNode value = data.get(key);
            if (value != null) {
                values.put(key, text(key, value));
            }
        }
        return values;
    }

    private static String text(String key, @Nullable JsonNode value) throws UnreadableSecretsException {
        if (value == null || value.isContainer() || value.isNull()) {
            throw new UnreadableSecretsException("the key " + key + " has no text, number or boolean");
        }
        return value.isString() ? value.stringValue() : value.toString();
    }
}
