package dev.capstan.endtoend.interoperability;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;

/** nginx in a container. */
class ContainerNginxTest extends NginxContract {
    private static final int PORT = 8443;

    @TempDir
    static Path folder;

    private static @Nullable GenericContainer<?> nginx;
    private static @Nullable NginxFiles files;

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(DockerClientFactory.instance().isDockerAvailable(), "no Docker engine runs on this machine");
        files = NginxFiles.write(folder);
        nginx = new GenericContainer<>(DockerImageName.parse("nginx:1.29-alpine"))
                .withCopyFileToContainer(MountableFile.forHostPath(files.file("server.pem")), "/etc/capstan/server.pem")
                .withCopyFileToContainer(MountableFile.forHostPath(files.file("server.key")), "/etc/capstan/server.key")
                .withCopyToContainer(
                        Transferable.of(NginxFiles.configuration(PORT, "/etc/capstan", "/tmp")),
                        "/etc/capstan/nginx.conf")
                .withCommand("nginx", "-c", "/etc/capstan/nginx.conf")
                .withExposedPorts(PORT)
                .waitingFor(Wait.forListeningPort());
        nginx.start();
    }

    @AfterAll
    static void stop() {
        if (nginx != null) {
            nginx.stop();
        }
    }

    @Override
    String origin() {
        return "https://localhost:" + Objects.requireNonNull(nginx).getMappedPort(PORT);
    }

    @Override
    Path authority() {
        return Objects.requireNonNull(files).authority();
    }
}
