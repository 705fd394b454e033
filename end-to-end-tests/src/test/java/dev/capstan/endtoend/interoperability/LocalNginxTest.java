package dev.capstan.endtoend.interoperability;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** nginx as it is installed on this machine. */
class LocalNginxTest extends NginxContract {
    @TempDir
    static Path folder;

    private static @Nullable Process nginx;
    private static @Nullable NginxFiles files;
    private static int port;

    @BeforeAll
    static void start() throws Exception {
        String path =
                String.join(File.pathSeparator, String.valueOf(System.getenv("PATH")), "/usr/sbin", "/usr/local/sbin");
        File program = Arrays.stream(path.split(File.pathSeparator))
                .map(place -> new File(place, "nginx"))
                .filter(File::canExecute)
                .findFirst()
                .orElse(null);
        assumeTrue(program != null, "no nginx is installed on this machine");
        files = NginxFiles.write(folder);
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Path configuration = Files.writeString(
                folder.resolve("nginx.conf"), NginxFiles.configuration(port, folder.toString(), folder.toString()));
        nginx = new ProcessBuilder(
                        program.getPath(), "-p", folder.toString(), "-c", configuration.toString(), "-e", "stderr")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        awaitListening();
    }

    /** Connects until nginx listens; each refused attempt costs a few microseconds, and a dead process ends the wait. */
    private static void awaitListening() throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (true) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return;
            } catch (IOException refused) {
                if (nginx == null || !nginx.isAlive() || System.nanoTime() > end) {
                    throw new IOException("nginx does not listen: " + Files.readString(folder.resolve("log")), refused);
                }
                Thread.onSpinWait();
            }
        }
    }

    @AfterAll
    static void stop() throws InterruptedException {
        if (nginx != null) {
            nginx.destroy();
            nginx.waitFor(10, TimeUnit.SECONDS);
        }
    }

    @Override
    String origin() {
        return "https://localhost:" + port;
    }

    @Override
    Path authority() {
        return Objects.requireNonNull(files).authority();
    }
}
