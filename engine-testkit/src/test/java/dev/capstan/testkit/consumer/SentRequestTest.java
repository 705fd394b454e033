package dev.capstan.testkit.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.capstan.engine.exchange.Body;
import dev.capstan.engine.exchange.HeaderFields;
import dev.capstan.engine.exchange.PendingCall;
import dev.capstan.engine.exchange.UpstreamResponse;
import dev.capstan.engine.failure.CallFailure;
import dev.capstan.engine.spi.consumer.UpstreamResponseListener;
import dev.capstan.testkit.TestEngineContext;
import dev.capstan.testkit.consumer.SentRequest.Ending;
import dev.capstan.testkit.consumer.SentRequest.Reading;
import io.netty.channel.EventLoop;
import java.util.concurrent.Flow;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the contract of consumers rests on: each breach is noticed. */
class SentRequestTest {
    private static final UpstreamResponse EMPTY = new UpstreamResponse(204, HeaderFields.NONE, Body.empty());

    private final TestEngineContext engine = new TestEngineContext();
    private final EventLoop eventLoop = engine.eventLoops().next();

    @AfterEach
    void close() {
        engine.close();
    }

    private Ending ending(Function<UpstreamResponseListener, PendingCall> sending) {
        return SentRequest.send(eventLoop, Reading.WHOLE, sending).ending();
    }

    private void assertBreach(String what, Function<UpstreamResponseListener, PendingCall> sending) {
        assertThatThrownBy(() -> ending(sending))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(what);
    }

    @Test
    void oneAnswerOrOneFailureIsAnEnding() {
        assertThat(ending(listener -> {
                    listener.onResponse(EMPTY);
                    return PendingCall.DONE;
                }))
                .isEqualTo(new Ending(204, "", null));
        CallFailure failure = new CallFailure.EngineClosing();
        assertThat(ending(listener -> {
                    eventLoop.execute(() -> listener.onFailure(failure));
                    return PendingCall.DONE;
                }))
                .isEqualTo(new Ending(0, "", failure));
    }

    @Test
    void whatIsThrownIsABreach() {
        assertBreach("sending threw", listener -> {
            throw new IllegalStateException("a defect");
        });
    }

    @Test
    void aSecondInvocationIsABreach() {
        assertBreach("invoked again", listener -> {
            listener.onResponse(EMPTY);
            eventLoop.execute(() -> listener.onFailure(new CallFailure.EngineClosing()));
            return PendingCall.DONE;
        });
    }

    @Test
    void anInvocationElsewhereIsABreach() {
        EventLoop other = engine.eventLoops().next();
        assertThat(other).isNotSameAs(eventLoop);
        assertBreach("not on the request's loop", listener -> {
            other.execute(() -> listener.onResponse(EMPTY));
            return PendingCall.DONE;
        });
    }

    @Test
    void aBodyThatFailsWithSomethingElseIsABreach() {
        assertBreach("something else than a CallFailedException", listener -> {
            Body body = new Body.Stream(
                    -1,
                    subscriber -> subscriber.onSubscribe(new Flow.Subscription() {
                        @Override
                        public void request(long count) {
                            subscriber.onError(new IllegalStateException("a defect"));
                        }

                        @Override
                        public void cancel() {}
                    }));
            listener.onResponse(new UpstreamResponse(200, HeaderFields.NONE, body));
            return PendingCall.DONE;
        });
    }
}
