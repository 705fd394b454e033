package dev.capstan.engine.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.capstan.engine.failure.InvalidSettingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IntrospectionClientsTest {
    @TempDir
    private Path folder;

    private EngineConfiguration read(String yaml) throws IOException {
        return ConfigurationReader.read(Files.writeString(folder.resolve("engine.yaml"), yaml));
    }

    @Test
    void clientsAreReadByAdapter() throws IOException {
        EngineConfiguration configuration = read("""
                oauth2:
                  fleet: {client-id: fleet-api, client-secret: "s3cret:1"}
                  harbour: {client-id: 17, client-secret: 18}
                """);
        assertThat(configuration.introspectionClients())
                .isEqualTo(Map.of(
                        "fleet", new IntrospectionClient("fleet-api", "s3cret:1"),
                        "harbour", new IntrospectionClient("17", "18")));
        assertThat(configuration.toString()).doesNotContain("s3cret");
    }

    @Test
    void nothingIsNeeded() throws IOException {
        assertThat(read("oauth2:\n").introspectionClients()).isEmpty();
        assertThat(read("server: {}\n").introspectionClients()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{fleet: {client-id: a}}",
                "{fleet: {client-secret: s3cret}}",
                "{fleet: {client-id: '', client-secret: s3cret}}",
                "{fleet: {client-id: a, client-secret: ''}}",
                "{fleet: s3cret}",
                "{fleet: {client-id: a, client-secret: [s3cret]}}",
                "{fleet: {client-id: a, client-secret: s3cret, client-secrets: b}}",
                "[s3cret]"
            })
    void whatIsIncompleteIsRefusedWithoutShowingASecret(String clients) {
        assertThatThrownBy(() -> read("\noauth2: " + clients + "\n"))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("engine.yaml:2:")
                .hasMessageNotContaining("s3cret");
    }
}
