package dev.capstan.bind.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.Headers;
import dev.capstan.engine.failure.InvalidSettingException;
import dev.capstan.engine.spi.bind.BindRequest;
import dev.capstan.testkit.bind.BindProviderContract;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ResourceLock(Resources.SYSTEM_PROPERTIES)
class VaultBindProviderTest extends BindProviderContract {
    private final VaultServer vault = new VaultServer();

    @BeforeEach
    void nameVault() {
        System.setProperty("VAULT_ADDR", vault.address() + "/");
        System.setProperty("VAULT_TOKEN", VaultServer.TOKEN);
        System.clearProperty("VAULT_NAMESPACE");
        vault.holds(
                "secret",
                "apps/shipyard",
                "{\"" + key() + "\":\"" + secret() + "\",\"empty\":\"\",\"port\":8080,"
                        + "\"ratio\":1.50,\"on\":true,\"object\":{\"a\":\"s3cr3t\"},\"list\":[\"s3cr3t\"],\"none\":null}");
    }

    @AfterEach
    void stop() {
        vault.close();
        for (String name : new String[] {"VAULT_ADDR", "VAULT_TOKEN", "VAULT_NAMESPACE"}) {
            System.clearProperty(name);
        }
    }

    @Override
    protected String scheme() {
        return "vault";
    }

    @Override
    protected String location() {
        return "vault://secret/apps/shipyard";
    }

    @Override
    protected String missingLocation() {
        return "vault://secret/apps/none";
    }

    private static Map<String, String> read(String location, String... keys) {
        return new VaultBindProvider().read(new BindRequest(location, null, Set.copyOf(Arrays.asList(keys))));
    }

    private static String refused(String location, String key) {
        InvalidSettingException refused =
                catchThrowableOfType(InvalidSettingException.class, () -> read(location, key));
        assertThat(refused).as("reading " + location).isNotNull();
        assertThat(refused).hasMessageContaining(location).hasMessageContaining(key);
        assertThat(refused.toString()).doesNotContain("s3cr3t", VaultServer.TOKEN, "Exception: java");
        return String.valueOf(refused.getMessage());
    }

    @Test
    void asksOnceWithTheTokenAndTheNamespace() {
        System.setProperty("VAULT_NAMESPACE", "fleet/east");
        assertThat(read(location(), key())).containsExactly(Map.entry(key(), secret()));
        assertThat(vault.asked()).singleElement().satisfies(exchange -> {
            Headers headers = exchange.getRequestHeaders();
            assertThat(exchange.getRequestMethod()).isEqualTo("GET");
            assertThat(exchange.getRequestURI()).hasToString("/v1/secret/data/apps/shipyard");
            assertThat(headers.get("X-Vault-Token")).containsExactly(VaultServer.TOKEN);
            assertThat(headers.get("X-Vault-Namespace")).containsExactly("fleet/east");
        });
        System.clearProperty("VAULT_NAMESPACE");
        read(location(), key());
        assertThat(vault.asked().get(1).getRequestHeaders()).doesNotContainKey("X-vault-namespace");
    }

    @Test
    void numbersAndBooleansAreTheirText() {
        assertThat(read(location(), "empty", "port", "ratio", "on", "absent"))
                .containsOnly(
                        Map.entry("empty", ""),
                        Map.entry("port", "8080"),
                        Map.entry("ratio", "1.50"),
                        Map.entry("on", "true"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"object", "list", "none"})
    void whatIsNoTextIsRefusedByItsKey(String key) {
        assertThat(refused(location(), key)).contains("the key " + key + " has no text, number or boolean");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "403 | policies",
                "404 | no such secret",
                "503 | sealed",
                "307 | status 307",
                "500 | status 500",
                "204 | status 204",
            })
    void anythingButASecretIsRefused(int status, String reason) {
        vault.answers(status);
        assertThat(refused(location(), key())).contains(reason);
    }

    @Test
    void anotherTokenIsDenied() {
        System.setProperty("VAULT_TOKEN", "hvs.s3cr3t");
        assertThat(refused(location(), key())).contains("VAULT_TOKEN is not valid");
    }

    @Test
    void answersOfAnotherFormAreRefused() {
        vault.holds("kv", "one", "null").holds("kv", "two", "[\"s3cr3t\"]");
        assertThat(refused("vault://kv/one", "a")).contains("KV engine of version 2");
        assertThat(refused("vault://kv/two", "a")).contains("KV engine of version 2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "vault://secret",
                "vault:///path",
                "vault://secret/",
                "vault://secret/a//b",
                "vault://secret/../sys",
                "vault://secret/a/.",
                "vault://secret/a?version=2",
                "vault://secret/a%2Fb",
                "vault://secret/a b",
            })
    void locationsThatNameNoSecret(String location) {
        assertThat(refused(location, "a")).contains("write vault://MOUNT/PATH");
        assertThat(vault.asked()).isEmpty();
    }

    @Test
    void whatIsNotSetIsNamed() {
        System.setProperty("VAULT_TOKEN", " ");
        assertThat(refused(location(), "a")).contains("VAULT_TOKEN is not set");
        System.setProperty("VAULT_ADDR", "");
        assertThat(refused(location(), "a")).contains("VAULT_ADDR is not set");
        System.setProperty("VAULT_ADDR", "vault.example:8200");
        assertThat(refused(location(), "a")).contains("VAULT_ADDR is no address such as https://");
    }
}
