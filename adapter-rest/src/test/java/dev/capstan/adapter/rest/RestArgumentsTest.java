package dev.capstan.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.testkit.RecordingUpstream;
import dev.capstan.testkit.ServedDocument;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where arguments are found, and what is refused. The document echoes its arguments upstream as a JSON body. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RestArgumentsTest {
    private static final String DOCUMENT = Documents.of("""
            - name: echo
              method: POST
              inputParameters:
              - {name: v, in: body}
              - {name: w, in: body}
            - name: echo-all
              method: POST
              inputParameters:
              - {name: v, in: body}
              - {name: w, in: body}
              - {name: id, in: query}
              - {name: flag, in: query}
              - {name: code, in: query}
            """, """
            - path: /body
              operations:
              - {method: POST, name: undeclared, call: api.echo, with: {v: rest.a.b, w: rest.w}}
            - path: /typed/{id}
              operations:
              - method: POST
                name: typed
                call: api.echo-all
                inputParameters:
                - {name: id, in: path, type: integer}
                - {name: n, in: body, type: number}
                - {name: list, in: query, type: array}
                - {name: flag, in: cookie, type: boolean}
                - {name: code, in: header, type: string, pattern: '^[A-Z]{3}$'}
                with: {v: rest.n, w: rest.list}
            - path: /where
              operations:
              - method: POST
                name: where
                call: api.echo
                inputParameters:
                - {name: c, in: cookie}
                - {name: deep, in: body, value: '$.x.y[1]'}
                with: {v: rest.c, w: rest.deep}
            """);

    private RecordingUpstream upstream;
    private ServedDocument served;

    @BeforeAll
    void serve() {
        upstream = RecordingUpstream.start();
        served = ServedDocument.serve(DOCUMENT, upstream);
    }

    @AfterAll
    void stop() {
        served.close();
        upstream.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            application/json                  | {"a.b":1,"a":{"b":2},"w":[true]}  | {"v":1,"w":[true]}
            application/json; charset=utf-8   | {"a":{"b":{"c":null}}}            | {"v":{"c":null}}
            application/vnd.api+json          | {"w":1.50}                        | {"w":1.5}
            application/x-www-form-urlencoded | a.b=x+y&w=1&w=%C3%A9&z            | {"v":"x y","w":["1","é"]}
            """)
    void fieldsOfTheBodyAreFound(String type, String body, String seen) {
        assertThat(served.restBody("POST", "/body", body, "Content-Type", type).statusCode())
                .isEqualTo(200);
        assertThat(ServedDocument.json(upstream.take().text())).isEqualTo(ServedDocument.json(seen));
    }

    @Test
    void whatTheBodyDoesNotHaveComesFromTheQuery() {
        served.restJson("POST", "/body?a.b=1&w=2", "{\"w\":3}");
        assertThat(ServedDocument.json(upstream.take().text())).isEqualTo(ServedDocument.json("{\"v\":\"1\",\"w\":3}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            application/json                  | {"a":    | 400 | malformed-body
            application/json                  | {} {}    | 400 | malformed-body
            application/json                  | nonsense | 400 | malformed-body
            application/x-www-form-urlencoded | a=%zz    | 400 | malformed-body
            application/x-www-form-urlencoded | a=%      | 400 | malformed-body
            application/x-www-form-urlencoded | a=%ff    | 400 | malformed-body
            application/x-www-form-urlencoded | %C3=b    | 400 | malformed-body
            text/plain                        | a        | 415 | unsupported-media-type
            multipart/form-data; boundary=x   | --x--    | 415 | unsupported-media-type
            """)
    void bodiesThatCannotBeReadAreRefused(String type, String body, int status, String code) {
        HttpResponse<String> response = served.restBody("POST", "/body", body, "Content-Type", type);
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body()).contains("\"code\":\"" + code + "\"");
    }

    /** They would become other characters without a word. */
    @Test
    void formsOfBytesThatAreNoUtf8AreRefused() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(served.url("rest") + "/body"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[] {'w', '=', (byte) 0xE9}))
                .build();
        HttpResponse<String> response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("malformed-body", "not UTF-8");
    }

    @Test
    void nestingWithoutEndIsRefused() {
        HttpResponse<String> response = served.restJson("POST", "/body", "[".repeat(100_000));
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("malformed-body").doesNotContain("Exception");
    }

    @Test
    void aFormHasALimitOfFieldsAsJsonHasOfTokens() {
        HttpResponse<String> response = served.restBody(
                "POST", "/body", "w&".repeat(50_001), "Content-Type", "application/x-www-form-urlencoded");
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("malformed-body", "a form has at most 50000 fields");
    }

    @Test
    void typedArgumentsReachTheUpstreamAsThatType() {
        HttpResponse<String> response =
                served.restJson("POST", "/typed/7?list=a,b", "{\"n\":\"1.5e2\"}", "code", "ABC", "Cookie", "flag=true");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(ServedDocument.json(upstream.take().text()))
                .isEqualTo(ServedDocument.json("{\"v\":150.0,\"w\":[\"a\",\"b\"]}"));
    }

    @Test
    void allThatIsWrongIsToldAtOnce() {
        HttpResponse<String> response = served.restJson(
                "POST", "/typed/seven?list=a&list=b", "{\"n\":[1]}", "code", "abc", "Cookie", "flag=maybe");
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(ServedDocument.json(response.body()).path("problems").findValuesAsString("parameter"))
                .containsExactlyInAnyOrder("id", "n", "flag", "code");
        assertThat(response.body()).contains("\"code\":\"invalid-argument\"").contains("an integer");
    }

    @Test
    void cookiesAndPlacesInTheBodyAreFound() {
        served.restJson("POST", "/where", "{\"x\":{\"y\":[1,{\"z\":2}]}}", "Cookie", "a=1; c=\"two\"; c=3");
        assertThat(ServedDocument.json(upstream.take().text()))
                .isEqualTo(ServedDocument.json("{\"v\":\"two\",\"w\":{\"z\":2}}"));
    }
}
