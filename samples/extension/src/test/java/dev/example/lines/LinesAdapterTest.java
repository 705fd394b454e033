package dev.example.lines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.testkit.RecordingUpstream;
import dev.capstan.testkit.ServedDocument;
import dev.capstan.testkit.UpstreamAnswer;
import dev.capstan.testkit.adapter.CallingAdapterContract;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinesAdapterTest extends CallingAdapterContract {
    @Override
    protected String type() {
        return "lines";
    }

    @Override
    protected String exposes(String namespace) {
        return """
                - type: lines
                  namespace: %s
                  tools:
                    - name: get-item
                      description: Gets an item
                      call: api.get-item
                      inputParameters:
                        - {name: id, type: integer, description: Number of the item}
                    - {name: broken, description: Gets nothing, call: api.no-such}
                """.formatted(namespace);
    }

    @Override
    protected String call(URI endpoint, String id) throws IOException {
        return line(endpoint, "get-item {\"id\": \"" + id + "\"}");
    }

    @Override
    protected String callBroken(URI endpoint) throws IOException {
        return line(endpoint, "broken");
    }

    private static String line(URI endpoint, String line) throws IOException {
        try (Socket socket = new Socket(endpoint.getHost(), endpoint.getPort())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
            String reply = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
                    .readLine();
            if (reply == null) {
                throw new EOFException("the connection ended without a reply");
            }
            return reply;
        }
    }

    private static final String DOCUMENT = """
            naftiko: 1.0.0-alpha2
            info:
              label: Books
              description: Books of a shelf
            capability:
              consumes:
                - type: http
                  namespace: shelf
                  baseUri: https://shelf.example.org
                  resources:
                    - name: books
                      path: /books/{id}
                      operations:
                        - name: get-book
                          method: GET
              exposes:
                - type: lines
                  namespace: books
                  tools:
                    - name: get-book
                      description: Gets a book
                      call: shelf.get-book
                      inputParameters:
                        - name: id
                          type: integer
                          description: Number of the book
            """;

    @Test
    void servesTheToolsOfADocument() throws Exception {
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ServedDocument served = ServedDocument.serve(DOCUMENT, upstream)) {
            upstream.answer(UpstreamAnswer.json(200, "{\"title\": \"Emma\"}"));
            URI address = URI.create(served.url("lines"));

            try (Socket socket = new Socket(address.getHost(), address.getPort())) {
                socket.setSoTimeout(10_000);
                BufferedReader replies =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
                socket.getOutputStream()
                        .write("get-book {\"id\": \"7\"}\nget-book {\"id\": \"x\"}\n".getBytes(StandardCharsets.UTF_8));

                assertThat(List.of(replies.readLine(), replies.readLine()))
                        .containsExactlyInAnyOrder(
                                "get-book {\"title\": \"Emma\"}",
                                "get-book error: \"id\" must be an integer, not this string");
            }
            assertThat(upstream.requests()).singleElement().satisfies(request -> assertThat(request.target())
                    .isEqualTo("/books/7"));
        }
    }
}
