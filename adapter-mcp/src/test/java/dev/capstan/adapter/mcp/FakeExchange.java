package dev.capstan.adapter.mcp;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.capstan.engine.call.CallContext;
import dev.capstan.engine.exchange.Body;
import dev.capstan.engine.exchange.HeaderFields;
import dev.capstan.engine.exchange.MemoryBudget;
import dev.capstan.engine.exchange.MemoryReservation;
import dev.capstan.engine.exchange.Principal;
import dev.capstan.engine.failure.CallFailure;
import dev.capstan.transport.AttributeKey;
import dev.capstan.transport.ExchangeEnd;
import dev.capstan.transport.HttpExchange;
import dev.capstan.transport.HttpResponseWriter;
import dev.capstan.transport.QueryParameters;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An exchange whose request is given and whose reply is kept. Reads a streamed reply one buffer at a time. Leaves out a query,
 * authentication and attributes.
 */
final class FakeExchange implements HttpExchange, HttpResponseWriter, Flow.Subscriber<ByteBuf> {
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final String method;
    private final Map<String, String> requestHeaders;
    private final Body body;
    private final Map<String, String> replyHeaders = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final ByteArrayOutputStream reply = new ByteArrayOutputStream();
    private int status;
    private boolean ended;
    private Runnable clientGone = () -> {};
    private final List<ExchangeEnd.Listener> ends = new ArrayList<>();
    private Flow.Subscription subscription;

    FakeExchange(String method, Map<String, String> headers, Body body) {
        channel.freezeTime();
        this.method = method;
        this.requestHeaders = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        this.requestHeaders.putAll(headers);
        this.body = body;
    }

    static FakeExchange post(String json, Map<String, String> headers) {
        Map<String, String> all = new TreeMap<>(Map.of(
                "content-type", "application/json",
                "accept", "application/json, text/event-stream",
                "host", "127.0.0.1:9090"));
        all.putAll(headers);
        all.values().removeIf(String::isEmpty);
        return new FakeExchange("POST", all, Body.of(Unpooled.copiedBuffer(json, UTF_8)));
    }

    private static AssertionError leftOut(String what) {
        return new AssertionError("this exchange has no " + what + ": a test that needs it serves a document");
    }

    int status() {
        return status;
    }

    boolean ended() {
        return ended;
    }

    String header(String name) {
        return replyHeaders.get(name);
    }

    String text() {
        return reply.toString(UTF_8);
    }

    JsonNode json() {
        return JsonMapper.shared().readTree(text());
    }

    /** The messages of an event stream, as far as it has come. */
    List<JsonNode> events() {
        List<JsonNode> events = new ArrayList<>();
        for (String event : text().split("\n\n")) {
            if (event.startsWith("event: message\ndata: ")) {
                events.add(JsonMapper.shared().readTree(event.substring("event: message\ndata: ".length())));
            }
        }
        return events;
    }

    /** Lets that many seconds pass for what waits on the event loop. */
    void pass(int seconds) {
        channel.advanceTimeBy(seconds, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
    }

    /** Runs what waits for the event loop. */
    FakeExchange settle() {
        channel.runPendingTasks();
        return this;
    }

    void leave() {
        clientGone.run();
        if (subscription != null) {
            subscription.cancel();
        }
        ends.forEach(listener -> listener.onEnd(new ExchangeEnd(status, 0, true)));
    }

    void cancelReply() {
        subscription.cancel();
    }

    @Override
    public EventLoop eventLoop() {
        return channel.eventLoop();
    }

    @Override
    public String method() {
        return method;
    }

    @Override
    public String rawPath() {
        return "/mcp";
    }

    @Override
    public String rawQuery() {
        return null;
    }

    @Override
    public QueryParameters query() {
        throw leftOut("a query");
    }

    @Override
    public HeaderFields headers() {
        return new HeaderFields() {
            @Override
            public String get(CharSequence name) {
                return requestHeaders.get(name.toString());
            }

            @Override
            public List<String> getAll(CharSequence name) {
                return requestHeaders.containsKey(name.toString()) ? List.of(get(name)) : List.of();
            }

            @Override
            public void forEach(BiConsumer<? super CharSequence, ? super CharSequence> consumer) {
                requestHeaders.forEach(consumer);
            }
        };
    }

    @Override
    public String takeQueryParameter(String name) {
        return null;
    }

    @Override
    public Principal principal() {
        return null;
    }

    @Override
    public void principal(Principal caller) {
        throw leftOut("authentication");
    }

    @Override
    public <T> T attribute(AttributeKey<T> key) {
        return null;
    }

    @Override
    public <T> void attribute(AttributeKey<T> key, T value) {
        throw leftOut("attributes");
    }

    @Override
    public CallContext callContext() {
        return CallContext.NONE;
    }

    @Override
    public MemoryReservation memory() {
        return new MemoryReservation(new MemoryBudget(Long.MAX_VALUE), eventLoop(), Duration.ZERO);
    }

    @Override
    public void responseField(CharSequence name, CharSequence value) {
        replyHeaders.put(name.toString(), value.toString());
    }

    @Override
    public void fail(int status, String code, String detail) {
        reply(status);
        reply.writeBytes(detail.getBytes(UTF_8));
        ended = true;
    }

    @Override
    public void onEnd(ExchangeEnd.Listener listener) {
        ends.add(listener);
    }

    @Override
    public Body takeBody() {
        return body;
    }

    @Override
    public HttpResponseWriter reply(int status) {
        if (this.status != 0) {
            throw new IllegalStateException("a second reply");
        }
        this.status = status;
        return this;
    }

    @Override
    public void fail(CallFailure failure) {
        reply(failure instanceof CallFailure.BodyTooLarge ? 413 : 500);
        reply.writeBytes(failure.detail().getBytes(UTF_8));
        ended = true;
    }

    @Override
    public void failUnexpectedly(Throwable defect) {
        throw new AssertionError(defect);
    }

    @Override
    public void onClientGone(Runnable listener) {
        clientGone = listener;
    }

    @Override
    public HttpResponseWriter header(CharSequence name, CharSequence value) {
        replyHeaders.put(name.toString(), value.toString());
        return this;
    }

    @Override
    public void send(Body body) {
        if (body instanceof Body.Stream stream) {
            stream.bytes().subscribe(this);
        } else {
            if (body instanceof Body.Whole whole) {
                onNext(whole.bytes());
            }
            ended = true;
        }
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        this.subscription = subscription;
        subscription.request(1);
    }

    @Override
    public void onNext(ByteBuf bytes) {
        byte[] copy = new byte[bytes.readableBytes()];
        bytes.readBytes(copy);
        bytes.release();
        reply.writeBytes(copy);
        if (subscription != null) {
            subscription.request(1);
        }
    }

    @Override
    public void onError(Throwable failure) {
        throw new AssertionError("a reply must end as a whole", failure);
    }

    @Override
    public void onComplete() {
        ended = true;
    }

    @Override
    public void detach() {}
}
