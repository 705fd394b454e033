package dev.capstan.testkit.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.capstan.document.linked.LinkedOperation;
import dev.capstan.engine.call.CallContext;
import dev.capstan.engine.failure.CallFailure;
import dev.capstan.engine.spi.consumer.Consumer;
import dev.capstan.engine.spi.consumer.OperationRequest;
import dev.capstan.engine.spi.consumer.PreparedOperation;
import dev.capstan.engine.spi.consumer.RequestContent;
import dev.capstan.engine.spi.consumer.RequestPreview;
import dev.capstan.testkit.Patience;
import dev.capstan.testkit.consumer.SentRequest.Ending;
import dev.capstan.testkit.consumer.SentRequest.Reading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What every consumer keeps to while it calls: values, bodies, answers and failures. */
public abstract class ConsumerCallsContract extends ConsumerUnderTest {
    /** For subclasses. */
    protected ConsumerCallsContract() {}

    // Being called

    @Test
    void answersExactlyOnceOnTheCallsEventLoop() throws Exception {
        answer("\"here\"");
        Called api = called("read");

        Ending ending = send(api).ending();

        assertThat(ending).isEqualTo(new Ending(200, "\"here\"", null));
    }

    @Test
    void oneOperationServesCallsOfAllEventLoopsAtOnce() throws Exception {
        answer("\"here\"");
        LinkedOperation linked = operation("read");
        Consumer consumer = consumer(baseUri(), linked);
        PreparedOperation prepared = consumer.prepare(linked);
        List<SentRequest> sent = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            Called api = new Called(engine.eventLoops().next(), linked, consumer, prepared);
            sent.add(send(api));
        }

        assertThat(sent).allSatisfy(one -> assertThat(one.ending()).isEqualTo(new Ending(200, "\"here\"", null)));
    }

    @Test
    void aLongAnswerIsReadGivenUpOrNotReadAndTheNextCallIsServed() throws Exception {
        String text = "\"" + "long ".repeat(100_000) + "\"";
        answer(text);
        Called api = called("read");
        for (Reading reading : Reading.values()) {
            Ending ending = send(api, request(api, CallContext.NONE, values(), RequestContent.None.INSTANCE), reading)
                    .ending();
            assertThat(ending.status()).as(reading.name()).isEqualTo(200);
            assertThat(text).startsWith(ending.text());
        }

        assertThat(send(api).ending().text()).isEqualTo(text);
    }

    @Test
    void takesEveryKindOfContent() throws Exception {
        answer("\"here\"");
        Called api = called("write");
        List<RequestContent> contents = List.of(
                RequestContent.None.INSTANCE,
                new RequestContent.Json(JsonMapper.shared().readTree("{\"a\": [1, \"ä\"]}"), "application/json"),
                new RequestContent.Text("text ä", "text/plain"),
                new RequestContent.Form(List.of(new RequestContent.Field("a b", "c&d"))),
                new RequestContent.Multipart(List.of(new RequestContent.Part("a", "b", "c.txt", "text/plain"))));
        for (RequestContent content : contents) {
            Ending ending = send(api, request(api, CallContext.NONE, values(), content), Reading.WHOLE)
                    .ending();
            assertThat(ending).as(content.toString()).isEqualTo(new Ending(200, "\"here\"", null));
        }
    }

    // Values

    private static List<Object> oddValues() {
        return List.of(
                "",
                " ",
                "..",
                "/",
                "a\nb\r\nc",
                "\u0000",
                "\ud800",
                "ä€😀",
                "x".repeat(100_000),
                0,
                -1.5e300,
                true,
                List.of(),
                List.of(1, "b", Map.of()),
                Map.of("a", List.of("b")));
    }

    /** Whatever values come: what is found wrong beforehand is refused, and what is not is sent. */
    @Test
    void judgesValuesBeforehandAsItDoesWhenItSends() throws Exception {
        answer("\"here\"");
        Called api = called("read");
        List<Map<String, Object>> all = new ArrayList<>();
        all.add(Map.of());
        all.add(values());
        for (String name : values().keySet()) {
            for (Object odd : oddValues()) {
                Map<String, Object> values = new TreeMap<>(values());
                values.put(name, odd);
                all.add(values);
            }
        }
        for (Map<String, Object> values : all) {
            OperationRequest request = request(api, CallContext.NONE, values, RequestContent.None.INSTANCE);
            List<CallFailure.ArgumentProblem> problems = api.prepared().problems(request.values());
            Ending ending = send(api, request, Reading.WHOLE).ending();
            RequestPreview preview = api.prepared().preview(request);
            String shown = values.toString();
            String described = shown.length() > 60 ? shown.substring(0, 60) + "…" : shown;

            assertThat(ending.failure() instanceof CallFailure.InvalidArguments)
                    .as(described + " is refused: " + ending + ", and found wrong: " + problems)
                    .isEqualTo(!problems.isEmpty());
            assertThat(preview.problems().isEmpty())
                    .as(described + " is shown to be sent")
                    .isEqualTo(problems.isEmpty());
            problems.forEach(problem -> {
                assertThat(problem.parameter()).isNotBlank();
                assertIsForPeople(problem.detail());
            });
        }
    }

    // Bodies

    private void assertTaken(Called api, CallContext context, Map<String, ?> values) {
        for (OwnedBody body : OwnedBody.kinds()) {
            OperationRequest request =
                    request(api, context, values, new RequestContent.Identity(body.body(), "text/plain"));
            send(api, request, Reading.WHOLE).ending();
            assertReleased(api, body);
        }
    }

    /** Letting go of a body may need a further turn of the event loop, as where a connection is closed. */
    static void assertReleased(Called api, OwnedBody body) {
        Patience.until("the request's body (" + body + ") is let go of: " + body.complaint(), () -> {
            Patience.await(api.eventLoop().submit(() -> {}));
            return body.complaint().isEmpty();
        });
    }

    @Test
    void takesTheBodyOverWhenItIsAnswered() throws Exception {
        answer("\"here\"");
        assertTaken(called("write"), CallContext.NONE, values());
    }

    @Test
    void takesTheBodyOverWhenValuesAreRefused() throws Exception {
        answer("\"here\"");
        assertTaken(called("write"), CallContext.NONE, Map.of());
    }

    @Test
    void takesTheBodyOverWhenTheTimeIsOver() throws Exception {
        answer("\"here\"");
        assertTaken(called("write"), CallContext.NONE.withTimeout(Duration.ZERO, System.nanoTime()), values());
    }

    @Test
    void takesTheBodyOverWhenNobodyAnswers() {
        String nowhere = unreachableBaseUri();
        assumeThat(nowhere).isNotNull();
        assertTaken(called("write", String.valueOf(nowhere)), CallContext.NONE, values());
    }

    @Test
    void takesTheBodyOverWhenItIsClosed() throws Exception {
        answer("\"here\"");
        Called api = called("write");
        api.consumer().close();
        assertTaken(api, CallContext.NONE, values());
    }

    @Test
    void takesTheBodyOverWhenTheCallIsCancelled() throws Exception {
        answer("\"here\"");
        Called api = called("write");
        fallSilent();
        for (OwnedBody body : OwnedBody.kinds()) {
            OperationRequest request =
                    request(api, CallContext.NONE, values(), new RequestContent.Identity(body.body(), "text/plain"));
            send(api, request, Reading.WHOLE).cancel();
            assertReleased(api, body);
        }
    }

    // Failures

    @Test
    void tellsThatNobodyAnswers() {
        String nowhere = unreachableBaseUri();
        assumeThat(nowhere).isNotNull();

        CallFailure failure =
                failure(send(called("read", String.valueOf(nowhere))).ending());

        assertThat(failure).isInstanceOf(CallFailure.UpstreamUnreachable.class);
        assertThat(failure.upstreamName()).isEqualTo("api.read");
    }

    @Test
    void endsByTheDeadlineOfItsCaller() {
        assumeThat(fallSilent()).as("an API that does not answer").isTrue();
        Called api = called("read");
        CallContext hasty = CallContext.NONE.withTimeout(Duration.ofMillis(50), System.nanoTime());

        CallFailure failure =
                failure(send(api, request(api, hasty, values(), RequestContent.None.INSTANCE), Reading.WHOLE)
                        .ending());

        assertThat(failure).isInstanceOf(CallFailure.UpstreamTimeout.class);
        assertThat(failure.upstreamName()).isEqualTo("api.read");
    }

    @Test
    void sendsNothingWhenTheTimeIsOver() throws Exception {
        answer("\"here\"");
        int before = received();
        assumeThat(before).as("a count of what reaches the API").isNotNegative();
        Called api = called("read");
        CallContext late = CallContext.NONE.withTimeout(Duration.ZERO, System.nanoTime());

        CallFailure failure =
                failure(send(api, request(api, late, values(), RequestContent.None.INSTANCE), Reading.WHOLE)
                        .ending());

        assertThat(failure).isInstanceOf(CallFailure.UpstreamTimeout.class);
        assertThat(received()).isEqualTo(before);
    }
}
