package dev.capstan.engine.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.capstan.engine.failure.InvalidSettingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateLimitsTest {
    @TempDir
    private Path folder;

    private ServerConfiguration read(String limits) throws IOException {
        return ConfigurationReader.read(
                        Files.writeString(folder.resolve("engine.yaml"), "server:\n  rateLimits: " + limits + "\n"))
                .server();
    }

    @Test
    void adaptersHaveTheirOwnOrThatOfAllOthers() throws IOException {
        ServerConfiguration server = read("{books: {requests: 100, per: 1m, burst: 5}, '*': {requests: 3}}");

        assertThat(server.rateLimit("books")).isEqualTo(new RateLimit(100, Duration.ofMinutes(1), 5));
        assertThat(server.rateLimit("ships")).isEqualTo(new RateLimit(3, Duration.ofSeconds(1), 3));
        assertThat(ServerConfiguration.DEFAULT.rateLimit("books")).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{books: 5} | the rate limit of an adapter is a mapping",
                "{books: {per: 1s}} | says how many requests",
                "{books: {requests: 5, bursts: 2}} | did you mean burst?",
                "{books: {requests: 0}} | requests is a whole number"
            })
    void whatMakesNoSenseIsRefusedAtItsLine(String limits, String problem) {
        assertThatThrownBy(() -> read(limits))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("engine.yaml:2:")
                .hasMessageContaining(problem);
    }
}
