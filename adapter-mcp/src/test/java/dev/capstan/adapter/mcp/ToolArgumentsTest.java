package dev.capstan.adapter.mcp;

import static dev.capstan.adapter.mcp.ToolResults.isError;
import static dev.capstan.adapter.mcp.ToolResults.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.engine.failure.CallFailure;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ToolArgumentsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"limit":5}                      | limit=5
                    {"limit":"5"}                    | limit=5
                    {"limit":"-12"}                  | limit=-12
                    {"limit":5.0}                    | limit=5
                    {"limit":"5.00"}                 | limit=5
                    {"limit":1e3}                    | limit=1000
                    {"limit":9223372036854775808}    | limit=9223372036854775808
                    {"ratio":5}                      | ratio=5
                    {"ratio":2.50}                   | ratio=2.50
                    {"ratio":"2.50"}                 | ratio=2.50
                    {"ratio":"7"}                    | ratio=7
                    {"open":true}                    | open=true
                    {"open":"false"}                 | open=false
                    {"filter_name_":"x"}             | filter[name]="x"
                    {"filter[name]":"x"}             | filter[name]="x"
                    {"filter_name_":1.50}            | filter[name]="1.50"
                    {"filter_name_":12345678901234567890} | filter[name]="12345678901234567890"
                    {"filter_name_":false}           | filter[name]="false"
                    {"tags":["a",1]}                 | tags=["a",1]
                    {"tags":" [\\"a\\", 1]"}         | tags=["a",1]
                    {"shape":{"a":{"b":1.10}}}       | shape={"a":{"b":1.10}}
                    {"shape":"{\\"a\\":1}"}          | shape={"a":1}
                    {"any":"5"}                      | any="5"
                    {"any":5}                        | any=5
                    {"any":[true]}                   | any=[true]
                    {"limit":null,"any":null}        | ``
                    {}                               | ``
                    """)
    void takesValuesOfNeighbouringTypesWhereNothingIsLost(String arguments, String taken) {
        FakeServer server = new FakeServer(Samples.TOOLS);
        JsonNode result = server.call("list-orders", arguments);

        assertThat(result.has("isError")).as(result.toString()).isFalse();
        assertThat(server.unit(0).taken()).isEqualTo(taken);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"limit":5.5}              | "limit" must be an integer, not this number
                    {"limit":"five"}           | "limit" must be an integer, not this string
                    {"limit":"05"}             | "limit" must be an integer, not this string
                    {"limit":""}               | "limit" must be an integer, not this string
                    {"limit":true}             | "limit" must be an integer, not a boolean
                    {"limit":[5]}              | "limit" must be an integer, not an array
                    {"limit":1e99999}          | "limit" must be an integer, not this number
                    {"ratio":"1e99999"}        | "ratio" must be a number, not this string
                    {"ratio":"NaN"}            | "ratio" must be a number, not this string
                    {"open":"yes"}             | "open" must be a boolean, not this string
                    {"open":1}                 | "open" must be a boolean, not this number
                    {"filter[name]":{"a":1}}   | "filter_name_" must be a string, not an object
                    {"tags":"a"}               | "tags" must be an array, not this string
                    {"tags":{"a":1}}           | "tags" must be an array, not an object
                    {"tags":"[1"}              | "tags" must be an array, not this string
                    {"shape":[1]}              | "shape" must be an object, not an array
                    {"shape":3}                | "shape" must be an object, not this number
                    {"limit":1,"limit":2}      | "limit" is given twice
                    {"limt":3}                 | there is no argument "limt"; did you mean "limit"?
                    {"OPEN":true}              | there is no argument "OPEN"; did you mean "open"?
                    {"zzzzzz":{"limit":3}}     | there is no argument "zzzzzz"; it takes limit, ratio, open, filter_name_, tags, shape, any
                    """)
    void refusesOtherValuesBeforeAnythingIsCalled(String arguments, String problem) {
        FakeServer server = new FakeServer(Samples.TOOLS);
        JsonNode result = server.call("list-orders", arguments);

        isError(result, "Invalid arguments for list-orders: " + problem);
        assertThat(server.unit(0).calls).isEmpty();
    }

    @Test
    void namesEverythingThatIsWrongWithTheArguments() {
        JsonNode result = new FakeServer(Samples.TOOLS).call("get-order", "{\"Idd\":1,\"x\":{},\"id\":[]}");

        isError(
                result,
                "argument \"Idd\"",
                "did you mean \"id\"?",
                "argument \"x\"",
                "\"id\" must be a string, not an array");
        isError(new FakeServer(Samples.TOOLS).call("get-order", "{}"), "\"id\" is required");
        isError(new FakeServer(Samples.TOOLS).call("get-order", "{\"id\":null}"), "\"id\" is required");
    }

    @Test
    void namesOnlySoManyProblems() {
        StringBuilder arguments = new StringBuilder("{\"id\":\"1\"");
        for (int i = 0; i < 2_000; i++) {
            arguments.append(",\"x").append(i).append("\":").append(i);
        }
        String text = text(
                new FakeServer(Samples.TOOLS)
                        .call("get-order", arguments.append('}').toString()),
                0);

        assertThat(text.split("there is no argument")).hasSize(21);
    }

    @Test
    void reportsWrongArgumentsAsAProtocolErrorToOlderClients() {
        JsonNode reply = new FakeServer(Samples.TOOLS)
                .request("tools/call", FakeServer.callParams("get-order", "{}"), "2025-06-18");

        assertThat(reply.at("/error/code").asInt()).isEqualTo(-32602);
        assertThat(reply.at("/error/message").asString()).contains("\"id\" is required");
    }

    @Test
    void treatsArgumentsThatTheEngineRefusesLikeThoseItRefusesItself() {
        CallFailure refused = new CallFailure.InvalidArguments(
                List.of(new CallFailure.ArgumentProblem("id", false, "id must not be \"..\"")));
        FakeServer server = FakeServer.answering(FakeUnit.failing(refused));

        isError(server.call("get-order", "{\"id\":\"..\"}"), "Invalid arguments for get-order: id must not be");
        assertThat(server.request("tools/call", FakeServer.callParams("get-order", "{\"id\":\"..\"}"), "2025-06-18")
                        .at("/error/code")
                        .asInt())
                .isEqualTo(-32602);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"a":1}          | body={"a":1}
                    [1,2]            | body=[1,2]
                    "{\\"a\\":1}"    | body="{\\"a\\":1}"
                    "text"           | body="text"
                    7                | body="7"
                    """)
    void takesABodyAsObjectArrayOrString(String body, String taken) {
        FakeServer server = new FakeServer(Samples.TOOLS);
        server.call("create-order", "{\"body\":" + body + "}");

        assertThat(server.unit(1).taken()).isEqualTo(taken.replace("\\\\", "\\"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"arguments\":{\"id\":\"7\"},\"name\":\"get-order\"}",
                "{\"_meta\":{\"progressToken\":1,\"a\":[{}]},\"name\":\"get-order\",\"arguments\":{\"id\":\"7\"},\"more\":[]}",
            })
    void takesParamsInAnyOrder(String params) {
        for (String message : List.of(
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":" + params + "}",
                "{\"params\":" + params + ",\"method\":\"tools/call\",\"id\":1,\"jsonrpc\":\"2.0\"}",
                "{\"é\":\"😀\", \"params\" :\n" + params
                        + " ,\"id\":1,\"method\":\"tools/call\",\"jsonrpc\":\"2.0\"}")) {
            FakeServer server = new FakeServer(Samples.TOOLS);
            FakeExchange exchange = server.post(message);

            assertThat(exchange.json().at("/result/content/0/text").asString()).isEqualTo("done");
            assertThat(server.unit(2).taken()).isEqualTo("id=\"7\"");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"name":"get-ordr"}                              | did you mean get-order?
                    {"name":"nothing like it"}                       | Unknown tool: nothing like it
                    {}                                               | params.name is missing
                    {"name":7}                                       | params.name must be a string
                    {"name":"list-orders","arguments":[]}            | params.arguments must be an object
                    {"name":"list-orders","arguments":"{}"}          | params.arguments must be an object
                    {"arguments":{},"name":"list-orders","name":"x"} | params.name is given twice
                    """)
    void refusesCallsOfNothing(String params, String message) {
        FakeExchange exchange = new FakeServer(Samples.TOOLS)
                .post("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":" + params + "}");

        assertThat(exchange.status()).isEqualTo(200);
        assertThat(exchange.json().at("/error/code").asInt()).isEqualTo(-32602);
        assertThat(exchange.json().at("/error/message").asString()).contains(message);
    }

    @Test
    void needsNoArgumentsWhereTheToolNeedsNone() {
        FakeServer server = new FakeServer(Samples.TOOLS);
        for (String params : List.of("{\"name\":\"list-orders\"}", "{\"name\":\"list-orders\",\"arguments\":null}")) {
            server.post("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":" + params + "}");
        }
        assertThat(server.unit(0).calls).hasSize(2);
        assertThat(server.unit(0).taken()).isEmpty();
    }

    @Test
    void callsNothingWhenTheMessageTurnsOutToBeWrongBehindItsParams() {
        FakeServer server = new FakeServer(Samples.TOOLS);
        String begin = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"list-orders\"}";
        for (String end : List.of("", ",", ",\"id\":2}", "} x", ",\"jsonrpc\":\"1.0\"}")) {
            assertThat(server.post(begin + end).status()).isEqualTo(400);
        }
        assertThat(server.unit(0).calls).isEmpty();
    }
}
