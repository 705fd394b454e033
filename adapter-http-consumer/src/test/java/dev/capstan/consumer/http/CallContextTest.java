package dev.capstan.consumer.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.engine.call.CallContext;
import dev.capstan.engine.failure.CallFailure;
import dev.capstan.engine.observe.AttemptObserver;
import dev.capstan.engine.observe.AttemptStart;
import dev.capstan.engine.observe.CallObserver;
import dev.capstan.engine.observe.EngineObserver;
import dev.capstan.engine.spi.consumer.OperationRequest;
import dev.capstan.engine.spi.consumer.RequestContent;
import dev.capstan.testkit.RecordedRequest;
import dev.capstan.testkit.RecordingUpstream;
import dev.capstan.testkit.UpstreamAnswer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a call brings along: its request's identifier, its trace, and who observes it. */
class CallContextTest {
    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private static final String OTHER = "00-0af7651916cd43dd8448eb211c80319c-00f067aa0ba902b7-01";

    private static OperationRequest request(ConsumerFixture api, CallContext context, Map<String, ?> values) {
        OperationRequest request = api.request("op", values, RequestContent.None.INSTANCE);
        return new OperationRequest(request.eventLoop(), context, request.values(), request.body(), null);
    }

    @Test
    void identifier_and_trace_go_upstream() {
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ConsumerFixture api =
                        ConsumerFixture.operation(upstream.origin(), "GET", "/").start()) {
            CallContext context = CallContext.NONE.withRequestId("r-1").withTrace(TRACE, "a=b");
            ConsumerFixture.await(api.callLater(request(api, context, Map.of()), "op"));
            RecordedRequest sent = upstream.take();

            assertThat(sent.headers("X-Request-Id")).containsExactly("r-1");
            assertThat(sent.headers("traceparent")).containsExactly(TRACE);
            assertThat(sent.headers("tracestate")).containsExactly("a=b");
        }
    }

    @Test
    void not_where_the_document_sets_them_or_there_are_none() {
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ConsumerFixture api = ConsumerFixture.operation(
                                upstream.origin(),
                                "GET",
                                "/",
                                "name: X-Request-ID, in: header",
                                "name: traceparent, in: header")
                        .start()) {
            CallContext context = CallContext.NONE.withRequestId("r-1").withTrace(TRACE, null);
            ConsumerFixture.await(
                    api.callLater(request(api, context, Map.of("X-Request-ID", "mine", "traceparent", "own")), "op"));
            RecordedRequest sent = upstream.take();
            assertThat(sent.headers("X-Request-Id")).containsExactly("mine");
            assertThat(sent.headers("traceparent")).containsExactly("own");

            ConsumerFixture.await(api.callLater(request(api, CallContext.NONE, Map.of()), "op"));
            RecordedRequest bare = upstream.take();
            assertThat(bare.header("X-Request-Id")).isNull();
            assertThat(bare.header("traceparent")).isNull();
        }
    }

    @Test
    void what_cannot_stand_in_a_header_is_left_out() {
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ConsumerFixture api =
                        ConsumerFixture.operation(upstream.origin(), "GET", "/").start()) {
            CallContext context =
                    CallContext.NONE.withRequestId("a\r\nX-Evil: 1").withTrace("b\nX-Evil: 2", null);
            ConsumerFixture.await(api.callLater(request(api, context, Map.of()), "op"));

            assertThat(upstream.take().header("X-Evil")).isNull();
        }
    }

    /** Writes down what it is told. */
    private static final class Recorder implements CallObserver {
        private final List<String> events = new CopyOnWriteArrayList<>();

        @Override
        public AttemptObserver attemptStarted(AttemptStart start) {
            events.add(start.number() + " " + start.method() + " " + start.namespace() + "." + start.operation() + " "
                    + start.path());
            return new AttemptObserver() {
                @Override
                public String traceParent() {
                    return OTHER;
                }

                @Override
                public void connected(boolean reused) {
                    events.add("connected " + reused);
                }

                @Override
                public void responded(int status) {
                    events.add("responded " + status);
                }

                @Override
                public void ended(int status, @Nullable CallFailure failure, long sent, long received) {
                    events.add("ended " + status + " " + (failure == null ? "" : failure.code()) + " " + sent + " "
                            + received);
                }
            };
        }
    }

    @Test
    void attempts_are_observed_and_may_have_a_trace_of_their_own() {
        Recorder recorder = new Recorder();
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ConsumerFixture api = ConsumerFixture.operation(
                                upstream.origin(), "GET", "/items/{id}", "name: id, in: path")
                        .start()) {
            upstream.answerNext(
                    UpstreamAnswer.hangup(),
                    UpstreamAnswer.json(503, "busy").header("Retry-After", "0"),
                    UpstreamAnswer.text(200, "text/plain", "x".repeat(500_000)));
            CallContext context = CallContext.NONE.withTrace(TRACE, null).withObserver(recorder);
            ConsumerFixture.await(api.callLater(request(api, context, Map.of("id", 1)), "op"));
            api.eventLoop().submit(() -> {}).syncUninterruptibly();

            assertThat(recorder.events)
                    .containsExactly(
                            "1 GET api.op /items/{id}",
                            "connected false",
                            "ended 0 upstream-unreadable 0 0",
                            "2 GET api.op /items/{id}",
                            "connected false",
                            "responded 503",
                            "ended 503  0 4",
                            "3 GET api.op /items/{id}",
                            "connected true",
                            "responded 200",
                            "ended 200  0 500000");
            assertThat(upstream.requests())
                    .allMatch(sent -> sent.headers("traceparent").equals(List.of(OTHER)));
        }
    }

    @Test
    void a_cancelled_attempt_ends_without_a_failure() {
        Recorder recorder = new Recorder();
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ConsumerFixture api =
                        ConsumerFixture.operation(upstream.origin(), "GET", "/").start()) {
            upstream.answerNext(UpstreamAnswer.never());
            ConsumerFixture.Sent sent = api.send(request(api, CallContext.NONE.withObserver(recorder), Map.of()), "op");
            upstream.take();
            api.eventLoop()
                    .submit(() -> ConsumerFixture.await(sent.call()).cancel())
                    .syncUninterruptibly();

            assertThat(recorder.events).containsExactly("1 GET api.op /", "connected false", "ended 0  0 0");
        }
    }

    @Test
    void connections_are_observed() {
        List<String> events = new CopyOnWriteArrayList<>();
        EngineObserver observer = new EngineObserver() {
            @Override
            public void connectionOpened(String namespace, String origin) {
                events.add("opened " + namespace + " " + origin);
            }

            @Override
            public void connectionClosed(String namespace, String origin) {
                events.add("closed " + namespace + " " + origin);
            }
        };
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ConsumerFixture api = ConsumerFixture.operation(upstream.origin(), "GET", "/")
                        .with(ConsumerFixture.Parts.DEFAULT.with(observer))
                        .start()) {
            upstream.answerNext(
                    UpstreamAnswer.json(200, "1"), UpstreamAnswer.json(200, "2").header("Connection", "close"));
            api.call();
            api.call();
            api.eventLoop().submit(() -> {}).syncUninterruptibly();

            assertThat(events).containsExactly("opened api " + upstream.origin(), "closed api " + upstream.origin());
        }
    }
}
