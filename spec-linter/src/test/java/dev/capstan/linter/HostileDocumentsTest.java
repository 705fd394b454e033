package dev.capstan.linter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.capstan.document.diagnostic.Diagnostic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a document names or holds, linting it ends with diagnostics: it does not wait, overflow or take minutes. */
@Timeout(60)
class HostileDocumentsTest {
    private static final String API = """
                - type: http
                  namespace: api
                  baseUri: https://api.example.org
                  resources:
                    - {name: r, path: /r, operations: [{name: op, method: GET}]}
            """;

    @TempDir
    Path folder;

    private static String document(String consumes, String tool) {
        return """
                naftiko: 1.0.0-alpha2
                info: {label: A, description: B, tags: [c]}
                capability:
                  consumes:
                """ + consumes + """
                  exposes:
                    - type: mcp
                      namespace: tools
                      description: Tools.
                      tools:
                        - name: get
                          description: Gets.
                          call: api.op
                """ + tool;
    }

    private static String importing(String location) {
        return document("    - {import: api, location: \"" + location + "\"}\n", "");
    }

    private List<Diagnostic> errors(String name, String document) throws IOException {
        Path file = Files.writeString(folder.resolve(name), document);
        return DocumentLinter.lenient().lint(file, name).diagnostics().stream()
                .filter(Diagnostic::isError)
                .toList();
    }

    @Test
    void anImportedPipeIsRefused() throws IOException, InterruptedException {
        Path pipe = folder.resolve("pipe");
        assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0);
        assertThat(errors("a.yaml", importing("./pipe"))).anySatisfy(found -> {
            assertThat(found.rule()).isEqualTo("import-unreadable");
            assertThat(found.message())
                    .isEqualTo(
                            "cannot import from pipe into a.yaml: the file is not a regular file, but a pipe, a device"
                                    + " or a socket");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:///dev/zero", "file:///dev/stdin", "file:///dev/tty"})
    void importedDevicesAreRefused(String device) throws IOException {
        assumeTrue(Files.exists(Path.of("/dev/zero")));
        assertThat(errors("a.yaml", importing(device)))
                .extracting(Diagnostic::rule)
                .contains("import-unreadable");
    }

    @Test
    void anImportedFileOfSixtyMegabytesIsRefused() throws IOException {
        Files.write(folder.resolve("large.yaml"), new byte[60_000_000]);
        assertThat(errors("a.yaml", importing("./large.yaml")))
                .anySatisfy(found -> assertThat(found.message())
                        .isEqualTo("cannot import from large.yaml into a.yaml: the file is larger than 4 MiB"));
    }

    @Test
    void threeThousandChainedImportsAreRefused() throws IOException {
        for (int i = 1; i < 3000; i++) {
            Files.writeString(folder.resolve("c" + i + ".yaml"), importing("./c" + (i + 1) + ".yaml"));
        }
        assertThat(errors("c0.yaml", importing("./c1.yaml")))
                .anySatisfy(found -> assertThat(found.message())
                        .isEqualTo(
                                "this import leads through more than 16 files; import from the file that declares the"
                                        + " namespace"));
    }

    @Test
    void aFewChainedImportsAreFollowed() throws IOException {
        for (int i = 1; i < 10; i++) {
            Files.writeString(folder.resolve("c" + i + ".yaml"), importing("./c" + (i + 1) + ".yaml"));
        }
        Files.writeString(folder.resolve("c10.yaml"), document(API, ""));
        assertThat(errors("c0.yaml", importing("./c1.yaml"))).isEmpty();
    }

    @Test
    void thousandsOfImportsReadALargeFileOnce() throws IOException {
        String filler = many(
                4000,
                i -> "    - {type: http, namespace: n" + i + ", baseUri: 'https://a.example.org',"
                        + " resources: [{name: r, path: /r, operations: [{name: op, method: GET}]}]}\n");
        Files.writeString(folder.resolve("large.yaml"), document(API + filler, ""));
        String imports = many(2000, i -> "    - {import: api, as: n" + i + ", location: ./large.yaml}\n");
        assertThat(errors("a.yaml", document(API + imports, ""))).isEmpty();
    }

    @Test
    void importedFilesAreBoundedTogether() throws IOException {
        String text = "x".repeat(1_500_000);
        for (int i = 0; i < 4; i++) {
            Files.writeString(folder.resolve("d" + i + ".yaml"), document(API, "") + "# " + text);
        }
        String imports = many(4, i -> "    - {import: api, as: n" + i + ", location: ./d" + i + ".yaml}\n");
        assertThat(errors("a.yaml", document(API + imports, "")))
                .extracting(Diagnostic::message)
                .containsExactly(
                        "cannot import from d2.yaml into a.yaml: the imported files are together larger than 4 MiB",
                        "cannot import from d3.yaml into a.yaml: the imported files are together larger than 4 MiB");
    }

    @Test
    void aliasesOfImportedFilesAreBoundedTogether() throws IOException {
        for (int i = 0; i < 3; i++) {
            String anchors = "x-a: &a [" + "1,".repeat(1000) + "1]\nx-b: [" + "*a,".repeat(110) + "*a]\n";
            Files.writeString(folder.resolve("d" + i + ".yaml"), document(API, "") + anchors);
        }
        String imports = many(3, i -> "    - {import: api, as: n" + i + ", location: ./d" + i + ".yaml}\n");
        assertThat(errors("a.yaml", document(API + imports, "")))
                .singleElement()
                .satisfies(found -> assertThat(found.message())
                        .isEqualTo("cannot import from d2.yaml into a.yaml: the imported files have together more than"
                                + " 300000 nodes"));
    }

    @Test
    void aHundredThousandAnchorsAreRead() throws IOException {
        String anchors = many(100_000, i -> "KEY_" + i + ": &a" + i + " k" + i + ", ");
        String binds = "binds:\n  - {namespace: n, keys: {" + anchors + "}}\n";
        assertThat(errors("a.yaml", document(API, "") + binds)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"parentheses", "filters", "descents", "wildcards", "functions", "regular expression"})
    void hostileJsonPathsAreRefused(String kind) throws IOException {
        String path = switch (kind) {
            case "parentheses" -> "$[?(" + "(".repeat(20_000) + "@.a==1" + ")".repeat(20_000) + ")]";
            case "filters" -> "$" + "[?(@.a".repeat(3000) + ")]".repeat(3000);
            case "descents" -> "$" + "..a".repeat(50_000);
            case "wildcards" -> "$" + "..*".repeat(5000);
            case "functions" -> "$.concat(" + "$.concat(".repeat(2000) + "\"a\"" + ")".repeat(2001);
            default -> "$[?(@.a =~ /" + "(".repeat(5000) + "a" + ")".repeat(5000) + "/)]";
        };
        String mapping = "          outputParameters: [{name: x, type: string, mapping: '" + path + "'}]\n";
        assertThat(errors("a.yaml", document(API, mapping)))
                .anySatisfy(found -> assertThat(found.message())
                        .contains("is not a JSONPath")
                        .hasSizeLessThan(1000));
    }

    @Test
    void aHostilePatternIsRefused() throws IOException {
        String rest = """
                    - type: rest
                      namespace: web
                      port: 9090
                      resources:
                        - name: r
                          description: R.
                          path: /r
                          operations:
                            - name: o
                              description: O.
                              method: GET
                              call: api.op
                              inputParameters:
                                - {name: q, in: query, type: string, description: Q., pattern: '%s'}
                """;
        String pattern = "(".repeat(4000) + "a" + ")".repeat(4000);
        String tooLong = "a".repeat(20_000);
        for (String hostile : List.of(pattern, tooLong)) {
            assertThat(errors("a.yaml", document(API, rest.formatted(hostile))))
                    .filteredOn(found -> found.rule().equals("pattern-invalid"))
                    .hasSizeLessThanOrEqualTo(1);
        }
        assertThat(errors("a.yaml", document(API, rest.formatted(tooLong))))
                .extracting(Diagnostic::message)
                .contains("the pattern of \"q\" is not a regular expression: it is longer than 10000 characters");
    }

    private static String many(int count, java.util.function.IntFunction<String> each) {
        return IntStream.range(0, count).mapToObj(each).collect(Collectors.joining());
    }
}
