package dev.capstan.engine.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.capstan.engine.failure.InvalidSettingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationReaderTest {
    @TempDir
    private Path folder;

    private EngineConfiguration read(String yaml) throws IOException {
        return ConfigurationReader.read(Files.writeString(folder.resolve("engine.yaml"), yaml));
    }

    @Test
    void whatIsNotWrittenKeepsItsDefault() throws IOException {
        assertThat(read("{}")).isEqualTo(EngineConfiguration.DEFAULT);
        assertThat(read("server:\ndefaults:\nnamespaces:\n")).isEqualTo(EngineConfiguration.DEFAULT);
    }

    @Test
    void aNamespaceHasItsOwnSettingsThenThoseOfAllThenTheDefaults() throws IOException {
        EngineConfiguration configuration = read("""
                defaults: {callTimeout: 20s, maxRetries: 0}
                namespaces:
                  fleet: {callTimeout: 5s}
                """);

        NamespaceConfiguration fleet = configuration.namespace("fleet");
        assertThat(fleet.timeouts().call()).isEqualTo(Duration.ofSeconds(5));
        assertThat(fleet.retry().maxRetries()).isZero();
        assertThat(fleet.timeouts().connect()).isEqualTo(Timeouts.DEFAULT.connect());
        NamespaceConfiguration other = configuration.namespace("harbour");
        assertThat(other.timeouts().call()).isEqualTo(Duration.ofSeconds(20));
        assertThat(other.retry().maxRetries()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"500ms,500", "5s,5000", "2m,120000", "1h,3600000", "1 s,1000", "7s ,7000"})
    void durationsHaveAUnit(String written, long millis) throws IOException {
        assertThat(read("server: {headTimeout: " + written + "}")
                        .server()
                        .timeouts()
                        .head())
                .isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @CsvSource({"4096,4096", "4096B,4096", "64KiB,65536", "10MiB,10485760", "1GiB,1073741824", "3kB,3000", "3MB,3000000"
    })
    void sizesMayHaveAUnit(String written, long bytes) throws IOException {
        assertThat(read("server: {maxBodyBytes: " + written + "}")
                        .server()
                        .limits()
                        .maxBodyBytes())
                .isEqualTo(bytes);
    }

    /** The last of them would be a gibibyte if it were multiplied as it comes. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "headTimeout: 5",
                "headTimeout: 5 parsecs",
                "headTimeout: 0s",
                "headTimeout: -1s",
                "headTimeout: 8000h",
                "headTimeout: [5s]",
                "headTimeout: 9999999999999s",
                "maxBodyBytes: 5s",
                "maxBodyBytes: 0",
                "maxBodyBytes: 1.5MiB",
                "maxBodyBytes: {}",
                "maxHeaderFields: many",
                "maxConnections: 0",
                "portOverrides: {8080: 65536}",
                "portOverrides: [8080]",
                "allowedOrigins: https://a.example",
                "allowedHosts: ['a b']",
                "allowedHosts: ['a.example:8080']",
                "maxBodyBytes: 17179869185GiB"
            })
    void whatASettingCannotBeIsRefusedAtItsPlace(String setting) {
        assertThatThrownBy(() -> read("server:\n  " + setting + "\n"))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("engine.yaml:2:");
    }

    @Test
    void everythingThatIsWrongIsToldAtOnceWithTheNameToWrite() {
        assertThatThrownBy(() -> read("""
                        sever: {}
                        server:
                          headTimeot: 5s
                          maxConnections: lots
                        namespaces:
                          fleet: {callTimeout: never}
                          harbour: 7
                        """))
                .isInstanceOf(InvalidSettingException.class)
                .satisfies(refused -> assertThat(
                                String.valueOf(refused.getMessage()).lines())
                        .hasSize(5)
                        .anyMatch(line -> line.contains("engine.yaml:1:") && line.contains("did you mean server?"))
                        .anyMatch(line -> line.contains("engine.yaml:3:") && line.contains("did you mean headTimeout?"))
                        .anyMatch(line -> line.contains("engine.yaml:4:") && line.contains("a whole number"))
                        .anyMatch(line -> line.contains("engine.yaml:6:") && line.contains("such as 500ms"))
                        .anyMatch(line -> line.contains("engine.yaml:7:") && line.contains("mapping")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "text", "a: 1\na: 2", "a: *b", "{"})
    void whatIsNoMappingIsRefused(String yaml) {
        assertThatThrownBy(() -> read(yaml)).isInstanceOf(InvalidSettingException.class);
    }

    @Test
    void listsMappingsAndFilesAreRead() throws IOException {
        EngineConfiguration configuration = read("""
                server:
                  portOverrides: {8080: 0, 9090: 9191}
                  allowedHosts: [api.example, 192.0.2.1]
                  allowedOrigins: ['https://a.example']
                namespaces:
                  fleet: {trustedCertificates: ca.pem, allowedRedirectOrigins: ['https://b.example'], baseUri: 'http://c.example'}
                """);

        assertThat(configuration.server().portOverrides()).isEqualTo(Map.of(8080, 0, 9090, 9191));
        assertThat(configuration.server().allowedHosts()).containsExactly("api.example", "192.0.2.1");
        assertThat(configuration.server().allowedOrigins()).isEqualTo(List.of("https://a.example"));
        NamespaceConfiguration fleet = configuration.namespace("fleet");
        assertThat(fleet.trust().certificates()).isEqualTo(folder.resolve("ca.pem"));
        assertThat(fleet.trust().allowedRedirectOrigins()).containsExactly("https://b.example");
        assertThat(fleet.baseUri()).isEqualTo("http://c.example");
    }

    @Test
    void theFormerNameOfASettingIsReadAndNotBesideTheNewOne() throws IOException {
        assertThat(read("defaults: {breakerFailures: 7}")
                        .namespace("any")
                        .breaker()
                        .minimumCalls())
                .isEqualTo(7);
        assertThatThrownBy(() -> read("defaults: {breakerFailures: 7, breakerMinimumCalls: 8}"))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("breakerMinimumCalls");
    }
}
