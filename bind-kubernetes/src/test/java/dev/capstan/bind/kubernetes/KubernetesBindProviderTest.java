package dev.capstan.bind.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.capstan.engine.failure.InvalidSettingException;
import dev.capstan.engine.spi.bind.BindRequest;
import dev.capstan.testkit.bind.BindProviderContract;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets that the cluster's API hands out. */
@ResourceLock(Resources.SYSTEM_PROPERTIES)
class KubernetesBindProviderTest extends BindProviderContract {
    private final ClusterApi cluster;

    KubernetesBindProviderTest() throws Exception {
        cluster = new ClusterApi();
    }

    @BeforeEach
    void runInTheCluster() throws IOException {
        Path account = folder.resolve("serviceaccount");
        cluster.mountServiceAccount(account);
        System.setProperty("KUBERNETES_SERVICE_HOST", "127.0.0.1");
        System.setProperty("KUBERNETES_SERVICE_PORT", String.valueOf(cluster.port()));
        System.setProperty("KUBERNETES_SERVICE_ACCOUNT", account.toString());
        cluster.holds(
                "fleet",
                "shipyard",
                "{\"" + key() + "\":\"" + base64(secret()) + "\",\"empty\":\"\",\"umlaut\":\"" + base64("ä\n")
                        + "\",\"bytes\":\"/w==\",\"broken\":\"s3cr3t!\",\"number\":5}");
    }

    @AfterEach
    void stop() {
        cluster.close();
        for (String name : Set.of("HOST", "PORT", "ACCOUNT")) {
            System.clearProperty("KUBERNETES_SERVICE_" + name);
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    protected String scheme() {
        return "k8s";
    }

    @Override
    protected String location() {
        return "k8s://fleet/shipyard";
    }

    @Override
    protected String missingLocation() {
        return "k8s://fleet/none";
    }

    private static Map<String, String> read(String location, String... keys) {
        return new KubernetesBindProvider().read(new BindRequest(location, null, Set.copyOf(Arrays.asList(keys))));
    }

    private static String refused(String location, String key) {
        InvalidSettingException refused =
                catchThrowableOfType(InvalidSettingException.class, () -> read(location, key));
        assertThat(refused).as("reading " + location).isNotNull();
        assertThat(refused).hasMessageContaining(location).hasMessageContaining(key);
        assertThat(refused.toString()).doesNotContain("s3cr3t", ClusterApi.TOKEN);
        return String.valueOf(refused.getMessage());
    }

    @Test
    void valuesAreDecoded() {
        assertThat(read(location(), key(), "empty", "umlaut", "absent"))
                .containsOnly(Map.entry(key(), secret()), Map.entry("empty", ""), Map.entry("umlaut", "ä\n"));
        assertThat(cluster.asked()).containsExactly("GET /api/v1/namespaces/fleet/secrets/shipyard");
    }

    @Test
    void theOtherSchemeReadsTheSame() {
        BindRequest request = new BindRequest("k8s-secret://fleet/shipyard", null, Set.of(key()));
        assertThat(new KubernetesSecretBindProvider().scheme()).isEqualTo("k8s-secret");
        assertThat(new KubernetesSecretBindProvider().read(request)).containsEntry(key(), secret());
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes", "broken", "number"})
    void whatIsNoTextIsRefusedByItsKey(String key) {
        assertThat(refused(location(), key)).contains("the key " + key + " has no text in UTF-8");
    }

    @Test
    void anythingButASecretIsRefused() throws IOException {
        assertThat(refused("k8s://kube-system/x", "a")).contains("a role with the verb get");
        assertThat(refused("k8s://fleet/none", "a")).contains("no such secret");
        cluster.holds("fleet", "odd", "[\"s3cr3t\"]");
        assertThat(read("k8s://fleet/odd", "a")).isEmpty();
        Files.writeString(folder.resolve("serviceaccount/token"), "another\n");
        assertThat(refused(location(), "a")).contains("refuses the token of the service account");
    }

    @Test
    void onlyTheServiceAccountsAuthorityIsTrusted() throws Exception {
        try (ClusterApi other = new ClusterApi()) {
            other.mountServiceAccount(folder.resolve("serviceaccount"));
            assertThat(refused(location(), "a")).contains("cannot be reached over TLS");
            assertThat(cluster.asked()).isEmpty();
        }
    }

    @Test
    void whatThePodLacksIsNamed() throws IOException {
        Files.delete(folder.resolve("serviceaccount/token"));
        assertThat(refused(location(), "a")).contains("token of the service account", "does not exist");
        Files.delete(folder.resolve("serviceaccount/ca.crt"));
        assertThat(refused(location(), "a")).contains("ca.crt", "cannot be read");
        System.setProperty("KUBERNETES_SERVICE_HOST", "");
        assertThat(refused(location(), "a")).contains("KUBERNETES_SERVICE_HOST is not set");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "k8s://fleet",
                "k8s:///shipyard",
                "k8s://fleet/../x",
                "k8s://fleet/a/b",
                "k8s://fleet/-a",
                "k8s://Fleet/a",
                "k8s://fleet/a?watch=1",
                "k8s://fleet/a?mount=",
                "k8s://fleet/a%2F..",
            })
    void locationsThatNameNoSecret(String location) {
        assertThat(refused(location, "a")).contains("write k8s://NAMESPACE/NAME");
        assertThat(cluster.asked()).isEmpty();
    }
}
