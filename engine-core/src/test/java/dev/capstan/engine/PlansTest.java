package dev.capstan.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.capstan.engine.failure.CallFailedException;
import dev.capstan.engine.failure.CallFailure;
import dev.capstan.engine.status.DeadUnit;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Compiled units, called without adapters and before an API that is a stub. */
class PlansTest {
    private static final String DOCUMENT = """
            naftiko: 1.0.0-alpha2
            info: {label: Ships, description: Ships of a fleet}
            capability:
              consumes:
              - type: http
                namespace: api
                baseUri: http://api.example
                resources:
                - name: ship
                  path: /ships/{imo}
                  operations:
                  - {name: get-ship, method: GET, inputParameters: [{name: imo, in: path}, {name: fields, in: query}]}
                  - {name: rename, method: PATCH, inputParameters: [{name: imo, in: path}, {name: name, in: body}, {name: size, in: body}]}
                  - {name: replace, method: PUT, inputParameters: [{name: imo, in: path}, {name: body, in: body}]}
                - name: owners
                  path: /owners/{id}
                  operations: [{name: get-owner, method: GET, inputParameters: [{name: id, in: path}]}]
              exposes:
              - type: mcp
                namespace: agent
                port: 9090
                tools:
                - {name: plain, description: d, call: api.get-ship}
                - name: typed
                  description: d
                  call: api.get-ship
                  inputParameters: [{name: imo, type: integer, description: d}, {name: fields, type: string, description: d, required: false}]
                - name: shaped
                  description: d
                  call: api.get-ship
                  outputParameters: [{type: object, properties: {title: {type: string, mapping: $.name}, crew: {type: number, mapping: $.crew}}}]
                - {name: rename, description: d, call: api.rename}
                - {name: replace, description: d, call: api.replace}
                - name: owned
                  description: d
                  inputParameters: [{name: imo, type: string, description: d}]
                  steps:
                  - {name: ship, type: call, call: api.get-ship, with: {imo: agent.imo}}
                  - {name: owner, type: call, call: api.get-owner, with: {id: $.ship.owner}}
                  mappings: [{targetName: owner, value: $.owner.name}]
                  outputParameters: [{name: owner, type: string}]
                - name: mocked
                  description: d
                  inputParameters: [{name: who, type: string, description: d}]
                  outputParameters: [{name: greeting, type: string, value: 'Hello {{who}}'}]
            """;

    private final StubConsumer api = new StubConsumer();

    private Result call(String unit, Map<String, ?> arguments) throws Exception {
        try (Engine engine = Engine.builder()
                .document("ships.yaml", DOCUMENT)
                .consumer("api", api)
                .build()) {
            return engine.call(unit, arguments).get(20, TimeUnit.SECONDS);
        }
    }

    private CallFailure failure(String unit, Map<String, ?> arguments) {
        Throwable thrown = catchThrowable(() -> call(unit, arguments));
        assertThat(thrown).isInstanceOf(ExecutionException.class);
        assertThat(thrown.getCause()).isInstanceOf(CallFailedException.class);
        return ((CallFailedException) thrown.getCause()).failure();
    }

    @Test
    void argumentsBecomeInputsAndTheAnswerTheReply() throws Exception {
        api.answering("get-ship", 200, "{\"name\": \"Star\"}");

        Result reply = call("agent.plain", Map.of("imo", "9", "fields", "name"));

        assertThat(api.sent()).containsExactly("get-ship fields=\"name\" imo=\"9\"");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text()).isEqualTo("{\"name\": \"Star\"}");
    }

    @Test
    void whatIsNotGivenIsLeftOutAndTypesAreCoerced() throws Exception {
        api.answering("get-ship", 200, "{}");

        call("agent.typed", Map.of("imo", "9"));

        assertThat(api.sent()).containsExactly("get-ship imo=9");
    }

    @Test
    void everythingThatIsWrongWithArgumentsIsToldAndNothingIsSent() {
        assertThat(failure("agent.typed", Map.of("fields", "name")).code()).isEqualTo("missing-argument");
        CallFailure wrong = failure("agent.typed", Map.of("imo", "nine", "feilds", "name"));
        assertThat(wrong.code()).isEqualTo("invalid-argument");
        assertThat(wrong.detail()).contains("\"imo\" must be an integer", "feilds");
        assertThat(api.sent()).isEmpty();
    }

    @Test
    void aShapeTakesFromTheAnswerWhatItNames() throws Exception {
        api.answering("get-ship", 200, "{\"name\": \"Star\", \"crew\": \"12\", \"secret\": 1}");

        assertThat(call("agent.shaped", Map.of("imo", "9")).text()).isEqualTo("{\"title\":\"Star\",\"crew\":12}");
    }

    @Test
    void anUpstreamsErrorIsAReplyAndIsNotShaped() throws Exception {
        api.answering("get-ship", 404, "{\"error\": \"none\"}");

        Result reply = call("agent.shaped", Map.of("imo", "9"));

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.isError()).isTrue();
        assertThat(reply.text()).isEqualTo("{\"error\": \"none\"}");
    }

    @Test
    void whatCannotBeShapedIsTheUpstreamsFault() {
        api.answering("get-ship", 200, "no JSON");

        CallFailure failure = failure("agent.shaped", Map.of("imo", "9"));

        assertThat(failure).isInstanceOf(CallFailure.UpstreamUnreadable.class);
        assertThat(failure.upstreamName()).isEqualTo("api.get-ship");
    }

    @Test
    void bodyParametersAreMembersOfAnObject() throws Exception {
        api.answering("rename", 200, "{}");

        call("agent.rename", Map.of("imo", "9", "name", "Moon", "size", 3));

        assertThat(api.sent()).containsExactly("rename imo=\"9\" {\"name\":\"Moon\",\"size\":3}");
    }

    @Test
    void aBodyParameterIsTheBody() throws Exception {
        api.answering("replace", 200, "{}");

        call("agent.replace", Map.of("imo", "9", "body", Map.of("name", "Moon")));

        assertThat(api.sent()).containsExactly("replace imo=\"9\" {\"name\":\"Moon\"}");
    }

    @Test
    void aStepIsFedByTheResultsOfEarlierOnes() throws Exception {
        api.answering("get-ship", 200, "{\"owner\": 7}").answering("get-owner", 200, "{\"name\": \"Ann\"}");

        assertThat(call("agent.owned", Map.of("imo", "9")).text()).isEqualTo("{\"owner\":\"Ann\"}");
        assertThat(api.sent()).containsExactly("get-ship imo=\"9\"", "get-owner id=7");
    }

    @Test
    void aStepThatFailsEndsTheRun() {
        api.answering("get-ship", 503, "{\"message\": \"not now\"}");
        CallFailure refused = failure("agent.owned", Map.of("imo", "9"));
        assertThat(refused).isEqualTo(new CallFailure.StepFailed("ship", "api.get-ship", 503, "not now"));

        CallFailure gone = new CallFailure.UpstreamUnreachable("api.get-ship", "nobody is there");
        api.failing("get-ship", gone);
        assertThat(failure("agent.owned", Map.of("imo", "9"))).isEqualTo(new CallFailure.StepUnanswered("ship", gone));

        api.answering("get-ship", 200, "{}");
        assertThat(failure("agent.owned", Map.of("imo", "9")).code()).isEqualTo("step-input-missing");
        assertThat(api.sent()).allMatch(request -> request.startsWith("get-ship"));
    }

    @Test
    void aMockCallsNobody() throws Exception {
        assertThat(call("agent.mocked", Map.of("who", "Ann")).text()).isEqualTo("{\"greeting\":\"Hello Ann\"}");
        assertThat(api.sent()).isEmpty();
    }

    @Test
    void aConsumerThatThrowsIsADefectOfWhichTheCallerLearnsNothing() {
        api.throwing("get-ship", new IllegalStateException("secret of the host"));

        for (String unit : new String[] {"agent.plain", "agent.shaped", "agent.owned"}) {
            CallFailure failure = failure(unit, Map.of("imo", "9"));
            assertThat(failure.code()).as(unit).isEqualTo("internal-error");
            assertThat(failure.detail()).doesNotContain("secret");
        }
    }

    @Test
    void anOperationThatCannotBePreparedKillsWhatCallsIt() {
        api.refusingToPrepare("get-owner");
        try (Engine engine = Engine.builder()
                .document("ships.yaml", DOCUMENT)
                .consumer("api", api)
                .build()) {
            assertThat(engine.documents().get(0).dead()).singleElement().satisfies(dead -> {
                assertThat(dead.name()).isEqualTo("owned");
                assertThat(dead.reasons().toString()).contains("\"get-owner\" cannot be prepared");
            });
            assertThat(engine.documents().get(0).dead())
                    .extracting(DeadUnit::adapter)
                    .containsExactly("agent");
        }
    }
}
