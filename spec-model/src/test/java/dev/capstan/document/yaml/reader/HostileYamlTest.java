package dev.capstan.document.yaml.reader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.yaml.YamlLimits;
import dev.capstan.document.yaml.YamlMapping;
import dev.capstan.document.yaml.YamlScalar;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is hostile in a file is a diagnostic, never a crash. */
class HostileYamlTest {
    private final YamlReader reader = new YamlReader(YamlLimits.DEFAULT);

    @ParameterizedTest
    @ValueSource(strings = {"[", "{a: ", "- ", "? ", "[{a: "})
    void deepNestingIsRefused(String opening) {
        assertThat(refused(opening.repeat(20_000)).message()).matches(".*(nested|expected|key).*");
    }

    @Test
    void nestingUpToTheLimitIsRead() {
        int depth = YamlLimits.DEFAULT.depth();
        assertThat(reader.read("[".repeat(depth) + "]".repeat(depth), "test.yaml")
                        .diagnostics())
                .isEmpty();
        assertThat(refused("[".repeat(depth + 1) + "]".repeat(depth + 1)).message())
                .contains("nested more than " + depth);
    }

    @Test
    void blockNestingIsBoundedToo() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 2000; i++) {
            text.append(" ".repeat(i)).append("a:\n");
        }
        assertThat(refused(text.toString()).message()).contains("nested more than");
    }

    @Test
    void aliasesThatMultiplyAreRefused() {
        StringBuilder text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 10; i++) {
            text.append("a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ", ").repeat(10)));
        }
        assertThat(refused(text.toString()).message()).contains("aliases expand to more than");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a: &x [*x]", "&x a: &x {b: *x}", "a: &x\n  - b:\n      - *x\n", "*x", "a: *never"})
    void aliasesThatNameNothingOrThemselvesAreRefused(String text) {
        assertThat(refused(text).rule()).isEqualTo("yaml-syntax");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "!!java.net.URL [http://x]",
                "a: !!javax.script.ScriptEngineManager [x]",
                "a: !custom {b: c}",
                "a: !<tag:example.org,2000:x> b",
                "a: !!binary aGk=",
                "a: !!set {b, c}"
            })
    void tagsThatBuildObjectsAreRefused(String text) {
        assertThat(refused(text).message()).contains("tag").contains("not supported");
    }

    @ParameterizedTest
    @ValueSource(strings = {"!!float 0x10", "!!float 0o20", "!!float 16"})
    void aTagMakesAnIntegerInAnyBaseAFloat(String text) {
        assertThat(reader.read(text, "x.yaml").root().toJson().asString()).isEqualTo("16");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a: \"\\x", "a: \"\\u", "a: \"\\u00", "a: \"\\U0001"})
    void anEscapeThatTheEndCutsOffIsRefused(String text) {
        assertThat(refused(text).message())
                .containsAnyOf("inside of an escape", "quotes that open here are not closed");
    }

    @Test
    void aFileOfAHundredMegabytesIsRefusedUnread(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("large.yaml");
        try (RandomAccessFile large = new RandomAccessFile(file.toFile(), "rw")) {
            large.setLength(100L * 1024 * 1024);
        }
        YamlReading reading = reader.read(file, "large.yaml");
        assertThat(reading.root()).isNull();
        assertThat(reading.diagnostics())
                .singleElement()
                .satisfies(found -> assertThat(found.message()).contains("larger than"));
    }

    @Test
    void aScalarOfMegabytesIsRead() {
        YamlReading reading = reader.read("a: \"" + "x".repeat(4_000_000) + "\"\n", "test.yaml");
        assertThat(reading.diagnostics()).isEmpty();
    }

    @Test
    void hugeKeysAreReadOrRefusedAndNeverRepeatedInMessages() {
        String key = "k".repeat(1_000_000);
        YamlReading twice = reader.read("? " + key + "\n: 1\n? " + key + "\n: 2\n", "test.yaml");
        assertThat(twice.diagnostics())
                .isNotEmpty()
                .allSatisfy(found -> assertThat(found.message()).hasSizeLessThan(500));
        YamlReading once = reader.read(key + ": 1\n", "test.yaml");
        assertThat(once.diagnostics())
                .allSatisfy(found -> assertThat(found.message()).hasSizeLessThan(500));
    }

    @Test
    void numbersOfAnyLengthAreRead() {
        String digits = "9".repeat(1_000_000);
        YamlMapping root =
                (YamlMapping) reader.read("a: " + digits + "\nb: 1e999999999\nc: 0x" + digits + "\n", "test.yaml")
                        .root();
        assertThat(root.get("a").toJson().isString()).isTrue();
        assertThat(root.get("b").toJson().isString()).isTrue();
        assertThat(root.get("c").toJson().isString()).isTrue();
    }

    @Test
    void bytesThatAreNotUtf8AreRefused() {
        byte[] latin = "a: caf\u00e9".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(reader.read(latin, "test.yaml").diagnostics())
                .singleElement()
                .satisfies(found -> assertThat(found.message()).contains("not UTF-8"));
        byte[] utf16 = "a: b".getBytes(StandardCharsets.UTF_16);
        assertThat(reader.read(utf16, "test.yaml").root()).isNull();
        byte[] surrogate = {'a', ':', ' ', (byte) 0xED, (byte) 0xA0, (byte) 0x80};
        assertThat(reader.read(surrogate, "test.yaml").root()).isNull();
    }

    @Test
    void lonelySurrogatesAndControlCharactersAreRefused() {
        assertThat(refused("a: \uD800x").rule()).isEqualTo("yaml-syntax");
        assertThat(refused("a: \u0000").message()).contains("U+0000");
        assertThat(refused("a: \u001b[31m").message()).contains("U+001B");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# nothing\n", "---\n...\n", "\uFEFF", "%YAML 1.2\n---\n"})
    void aFileWithNothingInItIsNoDocument(String text) {
        YamlReading reading = reader.read(text, "test.yaml");
        boolean nothing = reading.root() == null
                || reading.root() instanceof YamlScalar scalar && scalar.kind() == YamlScalar.Kind.NULL;
        assertThat(nothing).isTrue();
    }

    @Test
    void aSecondDocumentIsRefused() {
        assertThat(refused("a: b\n---\nc: d\n").message()).contains("one document");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[a]: b", "{a: b}: c", "? [x, y]\n: z", "&k [a]: b"})
    void keysThatAreCollectionsAreRefused(String text) {
        assertThat(refused(text).message()).contains("a key must be a plain text");
    }

    @Test
    void duplicateKeysAreAllNamed() {
        YamlReading reading = reader.read("a: 1\nb:\n  c: 1\n  c: 2\na: 3\n", "test.yaml");
        assertThat(reading.root()).isNotNull();
        assertThat(reading.diagnostics())
                .extracting(found -> found.rule() + " " + found.range().line())
                .containsExactlyInAnyOrder("yaml-duplicate-key 4", "yaml-duplicate-key 5");
    }

    @Test
    void aDirectoryAndAMissingFileAreDiagnostics(@TempDir Path folder) throws IOException {
        assertThat(reader.read(folder, "folder").diagnostics())
                .singleElement()
                .satisfies(found -> assertThat(found.message()).contains("directory"));
        assertThat(reader.read(folder.resolve("none"), "none").diagnostics())
                .singleElement()
                .satisfies(found -> assertThat(found.message()).contains("does not exist"));
        Path empty = Files.createFile(folder.resolve("empty.yaml"));
        assertThat(reader.read(empty, "empty.yaml").diagnostics()).isNotEmpty();
    }

    private Diagnostic refused(String text) {
        YamlReading reading = reader.read(text, "test.yaml");
        assertThat(reading.root()).isNull();
        assertThat(reading.diagnostics()).hasSize(1);
        assertThat(reading.diagnostics().get(0).isError()).isTrue();
        return reading.diagnostics().get(0);
    }
}
