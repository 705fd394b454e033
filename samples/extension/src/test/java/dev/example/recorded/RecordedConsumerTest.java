package dev.example.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.engine.Engine;
import dev.capstan.engine.Result;
import dev.capstan.engine.status.DeadUnit;
import dev.capstan.testkit.consumer.ConsumerContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordedConsumerTest extends ConsumerContract {
    @TempDir
    Path folder;

    @Override
    protected String type() {
        return "recorded";
    }

    @Override
    protected String baseUri() {
        return folder.toUri().toString();
    }

    @Override
    protected void answer(String text) throws IOException {
        Files.writeString(folder.resolve("read.json"), text);
        Files.writeString(folder.resolve("write.json"), text);
    }

    /** There is nobody to be reached: recordings are read while the document loads. */
    @Override
    protected String unreachableBaseUri() {
        return null;
    }

    @Override
    protected String unusableBaseUri() {
        return "https://shelf.example.org";
    }

    /** Nothing is recorded for it. */
    @Override
    protected String unpreparableResources() {
        return """
                - name: items
                  path: /items
                  operations:
                    - name: read
                      method: GET
                """;
    }

    private String document() {
        return """
                naftiko: 1.0.0-alpha2
                info:
                  label: Books
                  description: Books that were recorded
                capability:
                  consumes:
                    - type: recorded
                      namespace: shelf
                      baseUri: %s
                      resources:
                        - name: books
                          path: /books
                          operations:
                            - name: list-books
                              method: GET
                            - name: list-authors
                              method: GET
                  exposes:
                    - type: rest
                      namespace: books
                      port: 8080
                      resources:
                        - path: /books
                          operations:
                            - method: GET
                              name: list-books
                              call: shelf.list-books
                              outputParameters:
                                - type: string
                                  mapping: $[0].title
                        - path: /authors
                          operations:
                            - method: GET
                              name: list-authors
                              call: shelf.list-authors
                """.formatted(folder.toUri());
    }

    @Test
    void answersWhatWasRecorded() throws Exception {
        Files.writeString(folder.resolve("list-books.json"), "[{\"title\": \"Emma\"}]");

        try (Engine engine = Engine.builder().document("books.yaml", document()).build()) {
            Result result = engine.call("books.list-books", Map.of()).get(10, TimeUnit.SECONDS);

            assertThat(result.status()).isEqualTo(200);
            assertThat(result.text()).isEqualTo("\"Emma\"");
            assertThat(engine.documents().get(0).dead())
                    .singleElement()
                    .extracting(DeadUnit::name)
                    .isEqualTo("list-authors");
        }
    }
}
