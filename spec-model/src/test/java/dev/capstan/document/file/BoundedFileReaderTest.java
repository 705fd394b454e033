package dev.capstan.document.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What documents name is read only where it surely ends. */
@Timeout(60)
class BoundedFileReaderTest {
    @TempDir
    Path folder;

    @Test
    void aRegularFileIsReadWhole() throws IOException {
        Path file = Files.writeString(folder.resolve("a.txt"), "grüße");
        assertThat(BoundedFileReader.readRegularFile(file, 7))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("grüße");
        assertThat(BoundedFileReader.readFile(file, 7)).hasSize(7);
    }

    @Test
    void aLinkIsFollowed() throws IOException {
        Path file = Files.writeString(folder.resolve("a.txt"), "x");
        Path link = Files.createSymbolicLink(folder.resolve("link"), file.getFileName());
        assertThat(BoundedFileReader.readRegularFile(link, 10)).hasSize(1);
    }

    @Test
    void aFileBeyondTheLimitIsRefused() throws IOException {
        Path file = Files.write(folder.resolve("a.txt"), new byte[2 * 1024 * 1024 + 1]);
        assertThatThrownBy(() -> BoundedFileReader.readRegularFile(file, 2 * 1024 * 1024))
                .hasMessage("is larger than 2 MiB");
        assertThatThrownBy(() -> BoundedFileReader.readFile(file, 1000)).hasMessage("is larger than 1000 bytes");
    }

    @Test
    void aPipeIsNotWaitedFor() throws IOException, InterruptedException {
        Path pipe = folder.resolve("pipe");
        assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0);
        assertThatThrownBy(() -> BoundedFileReader.readRegularFile(pipe, 1000))
                .hasMessage("is not a regular file, but a pipe, a device or a socket");
    }

    @Test
    void aDeviceWithoutAnEndIsNotReadToItsEnd() {
        Path zero = Path.of("/dev/zero");
        assumeTrue(Files.exists(zero));
        assertThatThrownBy(() -> BoundedFileReader.readRegularFile(zero, 1000))
                .isInstanceOfSatisfying(
                        UnreadableFileException.class,
                        e -> assertThat(e.reason()).isEqualTo(UnreadableFileException.Reason.NOT_REGULAR));
        assertThatThrownBy(() -> BoundedFileReader.readFile(zero, 1000)).hasMessage("is larger than 1000 bytes");
    }

    @Test
    void whatIsNoFileIsSaid() {
        assertThatThrownBy(() -> BoundedFileReader.readRegularFile(folder, 10)).hasMessage("is a directory");
        assertThatThrownBy(() -> BoundedFileReader.readFile(folder, 10)).hasMessage("is a directory");
        assertThatThrownBy(() -> BoundedFileReader.readRegularFile(folder.resolve("none"), 10))
                .hasMessage("does not exist");
    }
}
