package dev.capstan.bind.kubernetes;

import dev.capstan.bind.support.SecretServer;
import dev.capstan.bind.support.UnreadableSecretsException;
import dev.capstan.document.files.DocumentFiles;
import dev.capstan.document.files.SecretFolder;
import dev.capstan.document.files.UnusableFileException;
import dev.capstan.engine.spi.bind.BindRequest;
import dev.capstan.engine.variable.VariableSource;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads secrets from the cluster that this runs in, or from where they are mounted. */
final class KubernetesSecrets {
    private static final String SERVICE_ACCOUNT = "/var/run/secrets/kubernetes.io/serviceaccount";

    private final VariableSource environment;

    KubernetesSecrets(VariableSource environment) {
        this.environment = environment;
    }

    Map<String, String> read(BindRequest request) {
        try {
            SecretLocation location = SecretLocation.parse(request.location());
            Path mount = location.mount();
            return mount == null ? fromCluster(location, request) : mounted(mount, request);
        } catch (UnreadableSecretsException e) {
            throw e.of(request);
        }
    }

    private static Map<String, String> mounted(Path folder, BindRequest request) throws UnreadableSecretsException {
        try {
            return SecretFolder.values(folder, request.keys());
        } catch (UnusableFileException e) {
            throw new UnreadableSecretsException("the folder " + folder + " " + e.getMessage());
        }
    }

    private Map<String, String> fromCluster(SecretLocation location, BindRequest request)
            throws UnreadableSecretsException {
        String given = environment.value("KUBERNETES_SERVICE_ACCOUNT");
        Path account = Path.of(given == null || given.isEmpty() ? SERVICE_ACCOUNT : given);
        URI uri = uri(location);
        SecretServer.Answer answer = new SecretServer("the cluster's API", account.resolve("ca.crt"))
                .get(uri, Map.of("Authorization", "Bearer " + token(account.resolve("token"))));
        JsonNode body = answer.body();
        switch (answer.status()) {
            case 200 -> {
                if (body == null || !body.isObject()) {
                    throw new UnreadableSecretsException("the answer of the cluster's API is no secret");
                }
                return values(body.get("data"), request);
            }
            case 401 ->
                throw new UnreadableSecretsException("the cluster's API refuses the token of the service account");
            case 403 ->
                throw new UnreadableSecretsException(
                        "the service account may not read it: it needs a role with the verb get on this secret");
            case 404 -> throw new UnreadableSecretsException("the cluster has no such secret");
            default ->
                throw new UnreadableSecretsException("the cluster's API answered with status " + answer.status());
        }
    }

    private URI uri(SecretLocation location) throws UnreadableSecretsException {
        String host = environment.value("KUBERNETES_SERVICE_HOST");
        String port = environment.value("KUBERNETES_SERVICE_PORT");
        if (host == null || host.isBlank()) {
            throw new UnreadableSecretsException("this does not run in a cluster: KUBERNETES_SERVICE_HOST is not set;"
                    + " outside of one, write ?mount=/folder behind it");
        }
        try {
            return URI.create("https://" + (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":"
                    + (port == null || port.isBlank() ? "443" : port) + "/api/v1/namespaces/" + location.namespace()
                    + "/secrets/" + location.name());
        } catch (IllegalArgumentException e) {
            throw new UnreadableSecretsException(
                    "KUBERNETES_SERVICE_HOST and KUBERNETES_SERVICE_PORT are no host and port");
        }
    }

    /** Read each time: tokens are replaced while the pod runs. */
    private static String token(Path file) throws UnreadableSecretsException {
        try {
            return DocumentFiles.read(file).strip();
        } catch (UnusableFileException e) {
            throw new UnreadableSecretsException("the token of the service account, " + file + ", " + e.getMessage());
        }
    }

    private static Map<String, String> values(@Nullable JsonNode data, BindRequest request)
            throws UnreadableSecretsException {
        Map<String, String> values = new LinkedHashMap<>();
        for (String key : request.keys()) {
            JsonNode value = data == null ? null : data.get(key);
            if (value != null) {
                values.put(key, decoded(key, value));
            }
        }
        return values;
    }

    private static String decoded(String key, JsonNode value) throws UnreadableSecretsException {
        try {
            byte[] bytes = Base64.getDecoder().decode(value.isString() ? value.stringValue() : "?");
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException | IllegalArgumentException e) {
            throw new UnreadableSecretsException("the key " + key + " has no text in UTF-8");
        }
    }
}
