package dev.capstan.endtoend.bind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.endtoend.Documents;
import dev.capstan.engine.DocumentException;
import dev.capstan.engine.Engine;
import dev.capstan.testkit.RecordingUpstream;
import dev.capstan.testkit.ServedDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values of variables in files, and in folders with a file for each key (V2, V3). */
class FileBindsTest {
    @TempDir
    Path folder;

    private final RecordingUpstream upstream = RecordingUpstream.start();

    @AfterEach
    void close() {
        upstream.close();
    }

    private Path document(String location, String key) throws IOException {
        return Files.writeString(
                folder.resolve("document.yaml"),
                Documents.route("/o", "name: op\nmethod: GET", "/o", "method: GET\nname: o\ncall: api.op")
                        .replace(
                                "capability:\n",
                                "binds: [{namespace: b, location: '" + location + "', keys: {V: '" + key
                                        + "'}}]\ncapability:\n")
                        .replace(
                                "    resources:\n    - name: r",
                                "    inputParameters: [{name: v, in: query, value: '{{V}}'}]\n    resources:\n    - name: r"));
    }

    private String read(String location, String key) throws IOException {
        try (ServedDocument served = ServedDocument.serve(document(location, key), upstream)) {
            assertThat(served.rules()).isEmpty();
            assertThat(served.rest("GET", "/o").statusCode()).isEqualTo(200);
            return upstream.take().target();
        }
    }

    private Diagnostic refused(String location, String key) throws IOException {
        Path document = document(location, key);
        DocumentException refused = catchThrowableOfType(
                DocumentException.class,
                () -> Engine.builder().document(document).build());
        assertThat(refused.diagnostics())
                .as("why it has no value is told once")
                .extracting(Diagnostic::rule)
                .doesNotContain("variable-missing");
        return refused.diagnostics().stream()
                .filter(found -> found.rule().equals("bind-unreadable"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(refused.diagnostics().toString()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "s.yaml | the-key: a b | the-key | a%20b",
                "s.yml | the-key: 007 | the-key | 007",
                "s.yaml | the-key: true | the-key | true",
                "s.yaml | the-key: 1.50 | the-key | 1.50",
                "s.yaml | the-key: '' | the-key | ",
                "s.yaml | a: {b: {c: deep}} | a.b.c | deep",
                "s.yaml | {a.b: flat, a: {b: deep}} | a.b | flat",
                "s.json | {\"k\":12.50} | k | 12.50",
                "s.json | {\"a\":{\"b\":\"x\"}} | a.b | x",
                "s.env | export K=\"a\\\"b\" | K | a%22b",
                "s.env | K=plain # comment | K | plain",
                "s.env | K='a#b' | K | a%23b",
                "secrets | K=no ending | K | no%20ending",
                "s.properties | the.key = p\\u0041 | the.key | pA",
                "S.PROPERTIES | k:v | k | v",
            })
    void eachKindOfFile(String name, String text, String key, String value) throws IOException {
        Files.writeString(folder.resolve(name), text + "\n");
        assertThat(read("file:///./" + name, key)).isEqualTo("/o?v=" + (value == null ? "" : value));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "secret\\n | secret",
                "secret\\r\\n | secret",
                "secret | secret",
                "a\\n\\n | a%0A",
                "' s ' | %20s%20"
            })
    void oneLineEndingIsNoPartOfAFilePerKey(String content, String value) throws IOException {
        Path mounted = Files.createDirectories(folder.resolve("mounted"));
        Files.writeString(
                mounted.resolve("the-key"), content.replace("\\n", "\n").replace("\\r", "\r"));
        assertThat(read("file:///./mounted", "the-key")).isEqualTo("/o?v=" + value);
        assertThat(read(mounted.toUri().toString(), "the-key")).isEqualTo("/o?v=" + value);
    }

    @Test
    void aMountedFolderOfLinks() throws IOException {
        Path mounted = Files.createDirectories(folder.resolve("mounted"));
        Path data = Files.createDirectories(mounted.resolve("..2026_11_30"));
        Files.writeString(data.resolve("token"), "linked\n");
        Files.createSymbolicLink(mounted.resolve("..data"), Path.of("..2026_11_30"));
        Files.createSymbolicLink(mounted.resolve("token"), Path.of("..data/token"));
        assertThat(read("file:///./mounted", "token")).isEqualTo("/o?v=linked");
    }

    @ParameterizedTest
    @ValueSource(strings = {"k: {a: b}", "k: [1]", "k: null", "k: ~", "k:"})
    void whatIsNoTextIsAnErrorThatNamesTheKey(String text) throws IOException {
        Files.writeString(folder.resolve("s.yaml"), text + "\n");
        Diagnostic found = refused("file:///./s.yaml", "k");
        assertThat(found.message()).contains("file:///./s.yaml", "key k");
        assertThat(found.pointer()).isEqualTo("/binds/0/location");
    }

    @Test
    void filesThatCannotBeReadAreNamedAndNotShown() throws IOException {
        Files.writeString(folder.resolve("bad.env"), "K=v\nthis-is-s3cret\n");
        assertThat(refused("file:///./bad.env", "K").message())
                .contains("line 2")
                .doesNotContain("s3cret");
        Files.writeString(folder.resolve("bad.yaml"), "k: [s3cret\n");
        assertThat(refused("file:///./bad.yaml", "k").message())
                .contains("bad.yaml")
                .doesNotContain("s3cret");
        Files.writeString(folder.resolve("list.yaml"), "- s3cret\n");
        assertThat(refused("file:///./list.yaml", "k").message())
                .contains("mapping")
                .doesNotContain("s3cret");
        assertThat(refused("file:///./none.yaml", "k").message()).contains("file:///./none.yaml", "does not exist");
    }

    @Test
    void aKeyThatTheFileLacksIsMissingWithItsKeyAndPlace() throws IOException {
        Files.writeString(folder.resolve("s.env"), "OTHER=x\n");
        Path document = document("file:///./s.env", "K");
        DocumentException refused = catchThrowableOfType(
                DocumentException.class,
                () -> Engine.builder().document(document).build());
        assertThat(refused.diagnostics())
                .filteredOn(found -> found.rule().equals("variable-missing"))
                .singleElement()
                .satisfies(found -> assertThat(found.message()).contains("V", "key K", "file:///./s.env"));
    }

    @Test
    void standInsNeedNeitherFilesNorStores() throws IOException {
        for (String location : List.of("file:///./none.env", "vault://secret/none", "cave://none")) {
            Path document = document(location, "K");
            try (ServedDocument served =
                    ServedDocument.serve(document, upstream, builder -> builder.placeholderVariables(true))) {
                assertThat(served.status().diagnostics()).noneMatch(Diagnostic::isError);
                served.rest("GET", "/o");
                assertThat(upstream.take().target()).isEqualTo("/o?v=placeholder-for-V");
            }
        }
    }

    @Test
    void noKeyLeavesTheFolder() throws IOException {
        Files.createDirectories(folder.resolve("mounted"));
        Files.writeString(folder.resolve("outside"), "x");
        Path document = document("file:///./mounted", "../outside");
        DocumentException refused = catchThrowableOfType(
                DocumentException.class,
                () -> Engine.builder().document(document).build());
        assertThat(refused.diagnostics()).extracting(Diagnostic::rule).contains("variable-missing");
    }
}
