package dev.capstan.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.engine.spi.script.PreparedScript;
import dev.capstan.engine.spi.script.ScriptException;
import dev.capstan.engine.spi.script.ScriptLimits;
import dev.capstan.engine.spi.script.ScriptRunner;
import dev.capstan.engine.spi.script.ScriptSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What every {@link ScriptRunner} that calls itself confined keeps: no script reaches a file, the network, a process, a thread, the
 * environment or a class of the host. A test of a runner extends it and writes ways out in its language.
 */
public abstract class ConfinedScriptRunnerContract extends ScriptRunnerContract {
    /** What the host's file holds. */
    private static final String SECRET = "the-secret-of-the-host";

    private static final ScriptLimits LIMITS =
            new ScriptLimits(Duration.ofMinutes(2), 1_000_000, 2L << 30, 1 << 20, 100);

    @TempDir
    static Path folder;

    private @Nullable ServerSocket server;

    /**
     * What of the host there is to reach.
     *
     * @param secret a file that can be read
     * @param marker a file that is not there and could be made
     * @param port of a server at the loopback address
     */
    public record Host(String secret, String marker, int port) {}

    /** Ways out that a script can try one after the other. */
    protected abstract List<WayOut> ways(Host host) throws IOException;

    /** Scripts that try what they cannot catch. */
    protected abstract Map<String, String> endings(Host host);

    /**
     * A script that tries all of them, whose result has a member for each name: {@code refused: } and why, or {@code got: } and
     * what, as text.
     */
    protected abstract String tryAll(List<WayOut> ways);

    private static Host host(ServerSocket server) throws IOException {
        Path secret = folder.resolve("secret.txt");
        Files.writeString(secret, SECRET);
        return new Host(secret.toString(), folder.resolve("marker").toString(), server.getLocalPort());
    }

    @AfterAll
    void closeServer() throws IOException {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void saysThatItIsConfined() {
        assertThat(runner().isConfined()).isTrue();
    }

    @TestFactory
    Stream<DynamicTest> noWayLeadsOut() throws IOException, ScriptException {
        ServerSocket listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        listener.setSoTimeout(1);
        server = listener;
        Host host = host(listener);
        List<WayOut> ways = ways(host);
        assertThat(ways).hasSizeGreaterThanOrEqualTo(30);
        JsonNode outcomes = prepare(tryAll(ways)).run(Map.of(), Map.of(), LIMITS.timeout());
        return Stream.concat(
                ways.stream().map(way -> DynamicTest.dynamicTest(way.name(), () -> {
                    String outcome = outcomes.path(way.name()).asString("not tried");
                    if (way.harmless().isEmpty()) {
                        assertThat(outcome).startsWith("refused: ");
                    } else {
                        assertThat(outcome).matches("(?s)refused: .*|got: (" + way.harmless() + ")");
                    }
                    assertUntouched(host, listener, outcome);
                })),
                endings(host).entrySet().stream().map(ending -> DynamicTest.dynamicTest(ending.getKey(), () -> {
                    String outcome;
                    try {
                        outcome = prepare(ending.getValue())
                                .run(Map.of(), Map.of(), LIMITS.timeout())
                                .toString();
                        assertThat(outcome).isEqualTo("\"refused\"");
                    } catch (ScriptException e) {
                        outcome = String.valueOf(e.getMessage());
                    }
                    assertUntouched(host, listener, outcome);
                })));
    }

    private PreparedScript prepare(String text) {
        return runner().prepare(new ScriptSource(new ScriptSource.File("escape", text), List.of()), LIMITS);
    }

    private static void assertUntouched(Host host, ServerSocket server, String outcome) throws IOException {
        assertThat(outcome)
                .doesNotContain(SECRET)
                .doesNotContain(System.getenv("PATH"))
                .doesNotContain(System.getProperty("user.dir"))
                .doesNotContain(System.getProperty("user.home") + "/")
                .doesNotContain("Exception:");
        assertThat(Path.of(host.marker())).doesNotExist();
        assertThat(Path.of(host.secret())).hasContent(SECRET);
        try {
            server.accept().close();
            throw new AssertionError("a script connected to the host's server");
        } catch (SocketTimeoutException e) {
            // Nobody connected.
        }
    }
}
