package dev.example.mounted;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.engine.spi.bind.BindRequest;
import dev.capstan.testkit.bind.BindProviderContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MountedSecretsTest extends BindProviderContract {
    @Override
    protected String scheme() {
        return "mounted";
    }

    @Override
    protected String location() throws IOException {
        Path secrets = Files.createDirectories(folder.resolve("secrets"));
        Files.writeString(secrets.resolve(key()), secret() + "\n");
        return "mounted://" + secrets;
    }

    @Override
    protected String missingLocation() {
        return "mounted://" + folder.resolve("none");
    }

    @Test
    void eachFileIsAVariable() throws IOException {
        String location = location();
        Files.writeString(folder.resolve("secrets/OTHER"), "other");

        assertThat(new MountedSecrets().read(new BindRequest(location, null, Set.of("OTHER")))).hasSize(2).containsEntry("OTHER", "other");
    }
}
