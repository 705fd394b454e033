package dev.capstan.adapter.mcp.internal.host;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.capstan.adapter.mcp.host.InputUnavailableException;
import dev.capstan.adapter.mcp.internal.protocol.Envelope;
import dev.capstan.adapter.mcp.internal.protocol.Freshness;
import dev.capstan.adapter.mcp.internal.protocol.JsonRpcError;
import dev.capstan.adapter.mcp.internal.protocol.JsonRpcException;
import dev.capstan.adapter.mcp.internal.protocol.Modern;
import dev.capstan.adapter.mcp.internal.protocol.Responder;
import dev.capstan.engine.exchange.Body;
import dev.capstan.engine.exchange.Principal;
import dev.capstan.engine.failure.CallFailure;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Runs handlers where they may block, and writes what comes of them. Safe for any thread. */
final class HostRunner {
    /** What a handler does; gives a result's members, as JSON without braces. */
    interface Work {
        byte[] run(HostCall call) throws Exception;
    }

    private final String name;
    private final Executor blocking;
    private final StateSeal seal;
    private final AskedClients asked;

    HostRunner(String name, Executor blocking, StateSeal seal, AskedClients asked) {
        this.name = name;
        this.blocking = blocking;
        this.seal = seal;
        this.asked = asked;
    }

    /** The application's name. */
    String name() {
        return name;
    }

    AskedClients asked() {
        return asked;
    }

    /** Answers a request by running that. */
    void run(Responder responder, String method, HostParams params, Freshness freshness, Work work) {
        HostInputs inputs;
        Principal caller = responder.channel().callContext().principal();
        String binding = StateSeal.binding(
                method, params.subject(), params.arguments(), caller == null ? null : String.valueOf(caller));
        try {
            String state = params.state();
            inputs = new HostInputs(binding, state == null ? Map.of() : seal.open(state, binding), params.responses());
        } catch (JsonRpcException e) {
            responder.refuse(e.error());
            return;
        }
        HostCall call = new HostCall(this, responder, params.arguments(), inputs);
        responder.onGone(call);
        try {
            blocking.execute(() -> {
                Runnable outcome = outcome(responder, call, freshness, binding, work);
                EventLoop eventLoop = responder.channel().eventLoop();
                try {
                    eventLoop.execute(() -> {
                        if (!call.isCancelled()) {
                            outcome.run();
                        }
                    });
                } catch (RejectedExecutionException e) {
                    // The engine closed while the handler ran: its connections are gone.
                    call.onGone(false);
                }
            });
        } catch (RejectedExecutionException e) {
            responder.refuse(JsonRpcError.internalError(new CallFailure.Overloaded().detail()));
        }
    }

    private Runnable outcome(Responder responder, HostCall call, Freshness freshness, String binding, Work work) {
        try {
            byte[] members = work.run(call);
            return () -> responder.result(members, freshness);
        } catch (HostCall.Interruption question) {
            return question.lacking().isEmpty()
                    ? () -> ask(responder, question, seal.seal(binding, call.answers()))
                    : () -> responder.refuse(missing(question));
        } catch (InputUnavailableException e) {
            return () -> responder.refuse(JsonRpcError.internalError(String.valueOf(e.getMessage())));
        } catch (Throwable defect) {
            // Errors too, such as a class that is not there: otherwise the client would wait for an answer that never
            // comes.
            return () -> responder.defect(defect);
        }
    }

    private static JsonRpcError missing(HostCall.Interruption question) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        ObjectNode required = data.putObject("requiredCapabilities");
        question.lacking().forEach(required::putObject);
        return new JsonRpcError(
                JsonRpcError.MISSING_CAPABILITY,
                "this needs a client that can do " + String.join(", ", question.lacking()),
                data,
                400);
    }

    private static void ask(Responder responder, HostCall.Interruption question, String state) {
        ObjectNode requests = JsonNodeFactory.instance.objectNode();
        question.open().forEach((key, request) -> {
            ObjectNode one = requests.putObject(key).put("method", request.method());
            one.set("params", request.params());
        });
        ByteBuf out = responder.channel().allocator().buffer();
        Envelope.beginResult(responder.id(), out);
        out.writeBytes("\"resultType\":\"input_required\",".getBytes(UTF_8));
        if (responder.dialect() instanceof Modern modern) {
            out.writeBytes("\"_meta\":{".getBytes(UTF_8));
            modern.writeServerInfo(out);
            out.writeBytes("},".getBytes(UTF_8));
        }
        out.writeBytes(("\"inputRequests\":" + requests + ",\"requestState\":\"" + state + "\"").getBytes(UTF_8));
        Envelope.end(out);
        responder.channel().reply(200, Body.of(out));
    }

    /** The members of an object, as JSON without its braces. */
    static byte[] members(JsonNode object) {
        String json = JsonMapper.shared().writeValueAsString(object);
        return json.substring(1, json.length() - 1).getBytes(UTF_8);
    }
}
