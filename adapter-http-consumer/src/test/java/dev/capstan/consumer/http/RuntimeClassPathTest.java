package dev.capstan.consumer.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

/** What an application gets that calls documents in-process: this module, engine-core, and what they need. */
class RuntimeClassPathTest {
    private static final long MOST_BYTES = 6_000_000;

    /** As the build resolved it: jars, and folders of classes where modules are not packed yet. */
    private static List<Path> classPath() throws IOException, URISyntaxException {
        List<Path> all = new ArrayList<>();
        all.add(Path.of(HttpConsumerProvider.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI()));
        try (InputStream resource = RuntimeClassPathTest.class.getResourceAsStream("/runtime-class-path")) {
            assertThat(resource).as("the class path that the build writes down").isNotNull();
            String text = new String(resource.readAllBytes(), StandardCharsets.UTF_8);
            for (String entry : text.strip().split("\\|")) {
                all.add(Path.of(entry));
            }
        }
        return all;
    }

    /** Its size as a jar. */
    private static long size(Path entry) {
        try {
            if (Files.isRegularFile(entry)) {
                return Files.size(entry);
            }
            long[] written = {0};
            OutputStream counting = new OutputStream() {
                @Override
                public void write(int b) {
                    written[0]++;
                }

                @Override
                public void write(byte[] bytes, int offset, int length) {
                    written[0] += length;
                }
            };
            try (ZipOutputStream jar = new ZipOutputStream(counting);
                    Stream<Path> files = Files.walk(entry)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    jar.putNextEntry(new ZipEntry(entry.relativize(file).toString()));
                    Files.copy(file, jar);
                }
            }
            return written[0];
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean isNettyOrJackson(Path entry) {
        String name = String.valueOf(entry.getFileName());
        return name.startsWith("netty-") || name.startsWith("jackson-");
    }

    @Test
    void has_engine_core_and_neither_a_linter_nor_a_second_schema_validator() throws Exception {
        List<String> entries = classPath().stream().map(Path::toString).toList();

        assertThat(entries).anyMatch(entry -> entry.contains("engine-core"));
        assertThat(entries)
                .noneMatch(entry ->
                        entry.matches(".*(networknt|json-schema-validator|linter|lsp4j|language-server|junit).*"));
    }

    @Test
    void is_small_beside_netty_and_jackson() throws Exception {
        List<Path> beside =
                classPath().stream().filter(entry -> !isNettyOrJackson(entry)).toList();

        assertThat(beside.stream().mapToLong(RuntimeClassPathTest::size).sum())
                .as(() -> "bytes of "
                        + beside.stream()
                                .map(entry -> size(entry) + " " + entry)
                                .toList())
                .isBetween(1_000_000L, MOST_BYTES);
    }
}
