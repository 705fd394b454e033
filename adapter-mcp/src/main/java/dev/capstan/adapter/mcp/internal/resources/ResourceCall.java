package dev.capstan.adapter.mcp.internal.resources;

import dev.capstan.adapter.mcp.internal.content.FirstText;
import dev.capstan.adapter.mcp.internal.content.MediaTypes;
import dev.capstan.adapter.mcp.internal.protocol.JsonRpcError;
import dev.capstan.adapter.mcp.internal.protocol.MethodCall;
import dev.capstan.adapter.mcp.internal.protocol.ReplyChannel;
import dev.capstan.adapter.mcp.internal.protocol.Responder;
import dev.capstan.engine.exchange.Body;
import dev.capstan.engine.exchange.BodyCollector;
import dev.capstan.engine.exchange.Json;
import dev.capstan.engine.exchange.PendingCall;
import dev.capstan.engine.exchange.UpstreamResponse;
import dev.capstan.engine.failure.CallFailedException;
import dev.capstan.engine.failure.CallFailure;
import dev.capstan.engine.plan.Reply;
import dev.capstan.engine.plan.ReplyListener;
import dev.capstan.engine.plan.UnitCall;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One call of a unit whose answer is a resource. A resource cannot say that it broke off: its bytes are gathered before they are sent. */
final class ResourceCall implements MethodCall, ReplyListener, ReplyChannel.GoneListener {
    private final UnitResource resource;
    private final String uri;
    private final @Nullable JsonNode[] arguments;
    private @Nullable Responder responder;
    private PendingCall pending = PendingCall.DONE;
    private boolean gone;

    ResourceCall(UnitResource resource, String uri, @Nullable JsonNode[] arguments) {
        this.resource = resource;
        this.uri = uri;
        this.arguments = arguments;
    }

    @Override
    public void answer(Responder responder) {
        this.responder = responder;
        responder.onGone(this);
        ReplyChannel channel = responder.channel();
        pending = resource.plan()
                .call(
                        new UnitCall(channel.eventLoop(), channel.callContext(), arguments, Body.empty(), null, null),
                        this);
    }

    @Override
    public void onGone(boolean cancelled) {
        gone = true;
        if (cancelled || resource.onlyReads()) {
            pending.cancel();
        }
    }

    @Override
    public void onFailure(CallFailure failure) {
        Responder out = responder;
        if (out != null && !gone) {
            String text = resource.failureText().of(failure);
            out.refuse(
                    failure instanceof CallFailure.InvalidArguments
                            ? JsonRpcError.invalidParams(text)
                            : JsonRpcError.internalError(text));
        }
    }

    @Override
    public void onReply(Reply reply) {
        Responder out = responder;
        if (out == null || gone) {
            if (reply instanceof Reply.Identity passed) {
                passed.response().body().discard();
            }
            return;
        }
        try {
            if (reply instanceof Reply.Identity passed) {
                pass(passed.response(), out);
            } else if (reply instanceof Reply.Shaped shaped) {
                byte[] json = Json.writeBytes(shaped.value());
                ResourceContents.send(
                        out,
                        uri,
                        "application/json",
                        Unpooled.wrappedBuffer(json),
                        resource.longest(),
                        resource.failureText());
            }
        } catch (RuntimeException defect) {
            out.defect(defect);
        }
    }

    private void pass(UpstreamResponse answer, Responder out) {
        if (answer.isError()) {
            FirstText.read(
                    answer.body(),
                    text -> out.refuse(
                            JsonRpcError.internalError(resource.failureText().upstreamStatus(answer.status(), text))));
            return;
        }
        String declared = resource.route().declaration().mimeType();
        String mimeType = declared == null ? MediaTypes.essence(answer.headers().get("content-type")) : declared;
        BodyCollector.collect(
                answer.body(),
                out.channel().allocator(),
                resource.longest(),
                out.channel().memory(),
                new BodyCollector.Listener() {
                    @Override
                    public void onCollected(ByteBuf bytes) {
                        if (gone) {
                            bytes.release();
                        } else {
                            ResourceContents.send(
                                    out, uri, mimeType, bytes, resource.longest(), resource.failureText());
                        }
                    }

                    @Override
                    public void onTooLarge(long limit) {
                        refuse(out, resource.failureText().tooLong(limit));
                    }

                    @Override
                    public void onFailure(Throwable failure) {
                        refuse(
                                out,
                                failure instanceof CallFailedException failed
                                        ? resource.failureText().of(failed.failure())
                                        : resource.failureText().brokenOff());
                    }
                });
    }

    private void refuse(Responder out, String why) {
        if (!gone) {
            out.refuse(JsonRpcError.internalError(why));
        }
    }
}
