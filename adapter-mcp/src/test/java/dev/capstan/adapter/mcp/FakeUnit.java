package dev.capstan.adapter.mcp;

import dev.capstan.document.linked.Argument;
import dev.capstan.document.linked.LinkedUnit;
import dev.capstan.engine.exchange.Body;
import dev.capstan.engine.exchange.HeaderFields;
import dev.capstan.engine.exchange.PendingCall;
import dev.capstan.engine.exchange.UpstreamResponse;
import dev.capstan.engine.failure.CallFailure;
import dev.capstan.engine.plan.ArgumentSchemas;
import dev.capstan.engine.plan.Reply;
import dev.capstan.engine.plan.ReplyListener;
import dev.capstan.engine.plan.UnitCall;
import dev.capstan.engine.plan.UnitPlan;
import dev.capstan.engine.spi.consumer.RequestPreview;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.BiConsumer;
import tools.jackson.databind.JsonNode;

/** A unit that keeps its calls and replies as told. */
final class FakeUnit implements UnitPlan {
    private final LinkedUnit linked;
    private final BiConsumer<UnitCall, ReplyListener> reply;
    final List<UnitCall> calls = new ArrayList<>();
    int cancelled;

    FakeUnit(LinkedUnit linked, BiConsumer<UnitCall, ReplyListener> reply) {
        this.linked = linked;
        this.reply = reply;
    }

    static BiConsumer<UnitCall, ReplyListener> passing(int status, Body body) {
        return (call, listener) ->
                listener.onReply(new Reply.Identity(new UpstreamResponse(status, HeaderFields.NONE, body)));
    }

    /** An upstream's answer of that Content-Type. */
    static BiConsumer<UnitCall, ReplyListener> passing(String contentType, Body body) {
        HeaderFields fields = new HeaderFields() {
            @Override
            public String get(CharSequence name) {
                return name.toString().equals("content-type") ? contentType : null;
            }

            @Override
            public List<String> getAll(CharSequence name) {
                return get(name) == null ? List.of() : List.of(contentType);
            }

            @Override
            public void forEach(BiConsumer<? super CharSequence, ? super CharSequence> consumer) {
                consumer.accept("content-type", contentType);
            }
        };
        return (call, listener) -> listener.onReply(new Reply.Identity(new UpstreamResponse(200, fields, body)));
    }

    static BiConsumer<UnitCall, ReplyListener> shaped(JsonNode value) {
        return (call, listener) -> listener.onReply(new Reply.Shaped(200, value));
    }

    static BiConsumer<UnitCall, ReplyListener> failing(CallFailure failure) {
        return (call, listener) -> listener.onFailure(failure);
    }

    /** The arguments of the last call, {@code name=json}, absent ones left out. */
    String taken() {
        StringJoiner all = new StringJoiner(" ");
        JsonNode[] values = calls.get(calls.size() - 1).arguments();
        linked.arguments().forEach(argument -> {
            if (values[argument.index()] != null) {
                all.add(argument.name() + "=" + values[argument.index()]);
            }
        });
        return all.toString();
    }

    @Override
    public LinkedUnit linked() {
        return linked;
    }

    @Override
    public ArgumentSchemas arguments() {
        return new ArgumentSchemas(linked.arguments(), Argument::name);
    }

    @Override
    public boolean isIdentity() {
        return true;
    }

    @Override
    public boolean readsBody() {
        return false;
    }

    @Override
    public boolean forwardsBody() {
        return false;
    }

    @Override
    public PendingCall call(UnitCall call, ReplyListener listener) {
        calls.add(call);
        reply.accept(call, listener);
        return () -> cancelled++;
    }

    @Override
    public RequestPreview preview(UnitCall call) {
        return null;
    }

    @Override
    public String toString() {
        return linked.name() + Arrays.toString(calls.toArray());
    }
}
