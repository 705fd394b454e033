package dev.capstan.bind.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.capstan.engine.failure.InvalidSettingException;
import dev.capstan.engine.spi.bind.BindRequest;
import dev.capstan.testkit.bind.BindProviderContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Secrets that are mounted into the container. */
class MountedSecretTest extends BindProviderContract {
    @Override
    protected String scheme() {
        return "k8s-secret";
    }

    @Override
    protected String location() throws IOException {
        Path data = Files.createDirectories(folder.resolve("mounted/..2026_11_30"));
        Files.writeString(data.resolve(key()), secret() + "\n");
        if (!Files.exists(folder.resolve("mounted/..data"))) {
            Files.createSymbolicLink(folder.resolve("mounted/..data"), Path.of("..2026_11_30"));
            Files.createSymbolicLink(folder.resolve("mounted/" + key()), Path.of("..data", key()));
        }
        return "k8s-secret://fleet/shipyard?mount=" + folder.resolve("mounted");
    }

    @Override
    protected String missingLocation() {
        return "k8s-secret://fleet/shipyard?mount=" + folder.resolve("none");
    }

    private static Map<String, String> read(String location, String key) {
        return new KubernetesBindProvider().read(new BindRequest(location, null, Set.of(key)));
    }

    @Test
    void oneLineEndingIsNoPartOfAValue() throws IOException {
        Path mounted = Files.createDirectories(folder.resolve("a b"));
        Files.writeString(mounted.resolve("k"), "v\n\n");
        Files.writeString(mounted.resolve(".hidden"), "h");
        String location = "k8s://fleet/shipyard?mount=" + folder + "/a%20b";
        assertThat(read(location, "k")).containsEntry("k", "v\n");
        assertThat(read(location, ".hidden")).containsEntry(".hidden", "h");
        assertThat(read(location, "absent")).isEmpty();
        assertThat(read(location, "../a b/k")).isEmpty();
        assertThat(read(location, "..")).isEmpty();
    }

    @Test
    void theFolderIsAbsolute() {
        assertThatThrownBy(() -> read("k8s://fleet/shipyard?mount=relative", "key-k"))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("absolute path")
                .hasMessageContaining("key-k");
    }
}
