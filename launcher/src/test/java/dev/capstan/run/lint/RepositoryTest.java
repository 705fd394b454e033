package dev.capstan.run.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepositoryTest {
    @TempDir
    Path directory;

    private Path here() throws IOException {
        return Files.createDirectories(directory.resolve("checkout/service")).toRealPath();
    }

    @Test
    void beginsWhereTheJobCheckedOut() throws IOException {
        Path here = here();
        Path checkout = here.getParent();
        assertThat(Repository.top(here, Map.of("GITHUB_WORKSPACE", checkout.toString())::get))
                .isEqualTo(checkout);
        Path link = Files.createSymbolicLink(directory.resolve("link"), checkout);
        assertThat(Repository.top(here, Map.of("CI_PROJECT_DIR", link.toString())::get))
                .isEqualTo(checkout);
    }

    @Test
    void isTheWorkingDirectoryElsewhere() throws IOException {
        Path here = here();
        assertThat(Repository.top(here, name -> null)).isEqualTo(here);
        assertThat(Repository.top(here, Map.of("CI_PROJECT_DIR", "")::get)).isEqualTo(here);
        assertThat(Repository.top(here, Map.of("CI_PROJECT_DIR", "/none\0")::get))
                .isEqualTo(here);
        assertThat(Repository.top(
                        here,
                        Map.of("CI_PROJECT_DIR", directory.resolve("other").toString())::get))
                .isEqualTo(here);
    }
}
