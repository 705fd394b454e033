package dev.capstan.endtoend.orchestration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.testkit.RecordingUpstream;
import dev.capstan.testkit.ServedDocument;
import java.net.http.HttpResponse;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Declared types and patterns of REST arguments that steps use, wherever they come from: §4. */
class RestArgumentTypesTest {
    private static final String ROUTE = """
            - path: /t/{n}
              operations:
              - method: POST
                name: t
                inputParameters:
                - {name: n, in: path, type: integer, description: d}
                - {name: q, in: query, type: array, description: d}
                - {name: flag, in: query, type: boolean, description: d}
                - {name: X-Code, in: header, type: string, description: d, pattern: '^[A-Z]{2}$'}
                - {name: c, in: cookie, type: number, description: d, value: 1.5}
                - {name: o, in: body, type: object, description: d}
                - {name: deep, in: body, type: string, description: d, value: '$.o.in[0]'}
                steps:
                - name: log
                  type: call
                  call: api.add-log
                  with: {who: '{{n}}', line: '{{q}}', n: '{{o}}', extra: '{{deep}}'}
                mappings:
                - {targetName: n, value: $.n}
                - {targetName: q, value: $.q}
                - {targetName: flag, value: '{{flag}}'}
                - {targetName: code, value: web.X-Code}
                - {targetName: c, value: '{{c}}'}
                - {targetName: o, value: rest.o}
                - {targetName: deep, value: '{{deep}}'}
            """;

    private static HttpResponse<String> post(String target, String body, String... headers) {
        String yaml = TwoSurfaces.yaml(TwoSurfaces.API, "", "call: api.list-ports", "")
                .replace("    resources:\n    - path: /u\n", "    resources:\n" + ROUTE.indent(4) + "    - path: /u\n");
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ServedDocument served = ServedDocument.serve(yaml, upstream)) {
            HttpResponse<String> response = served.restJson("POST", target, body, headers);
            assertThat(upstream.requests()).hasSize(response.statusCode() == 200 ? 1 : 0);
            return response;
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/t/5?q=a&q=b&flag=true | {\"o\":{\"in\":[7]}} | AB | c=2 | {\"n\":5,\"q\":[\"a\",\"b\"],\"flag\":true,"
                        + "\"code\":\"AB\",\"c\":2,\"o\":{\"in\":[7]},\"deep\":\"7\"}",
                "/t/-3?q=a,b%2Cc | {} | XY | `` | {\"n\":-3,\"q\":[\"a\",\"b\",\"c\"],\"flag\":null,"
                        + "\"code\":\"XY\",\"c\":1.5,\"o\":null,\"deep\":null}",
                "/t/5?q=%5B1,%22x%22%5D | {\"o\":{}} | AB | `` | {\"n\":5,\"q\":[1,\"x\"],\"flag\":null,"
                        + "\"code\":\"AB\",\"c\":1.5,\"o\":{},\"deep\":null}",
            })
    void typesAreTakenFromText(String target, String body, String code, String cookie, String expected) {
        String[] headers =
                cookie.isEmpty() ? new String[] {"X-Code", code} : new String[] {"X-Code", code, "Cookie", cookie};
        HttpResponse<String> response = post(target, body, headers);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(ServedDocument.json(response.body())).isEqualTo(ServedDocument.json(expected));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/t/x | {} | AB | n",
                "/t/1.5 | {} | AB | n",
                "/t/5?flag=yes | {} | AB | flag",
                "/t/5 | {} | abc | X-Code",
                "/t/5 | {\"o\":[1]} | AB | o",
                "/t/5 | {\"o\":\"x\"} | AB | o",
            })
    void whatIsOfAnotherTypeIsRefused(String target, String body, String code, String parameter) {
        HttpResponse<String> response = post(target, body, "X-Code", code);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
        assertThat(ServedDocument.json(response.body()).path("parameter").asString())
                .isEqualTo(parameter);
    }
}
