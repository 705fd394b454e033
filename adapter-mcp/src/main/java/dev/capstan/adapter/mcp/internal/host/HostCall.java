package dev.capstan.adapter.mcp.internal.host;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.capstan.adapter.mcp.host.HostRequest;
import dev.capstan.adapter.mcp.host.InputRequest;
import dev.capstan.adapter.mcp.host.InputUnavailableException;
import dev.capstan.adapter.mcp.host.LogLevel;
import dev.capstan.adapter.mcp.internal.protocol.Modern;
import dev.capstan.adapter.mcp.internal.protocol.ReplyChannel;
import dev.capstan.adapter.mcp.internal.protocol.Responder;
import io.netty.buffer.ByteBuf;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** One request, as its handler sees it. Its messages leave on the channel's event loop, in their order. */
final class HostCall implements HostRequest, ReplyChannel.GoneListener {
    private static final long SECONDS_TO_ANSWER = 300;

    private final HostRunner runner;
    private final Responder responder;
    private final ObjectNode arguments;
    private final HostInputs given;
    private final Map<String, JsonNode> answers = new LinkedHashMap<>();
    private volatile boolean gone;
    private volatile @Nullable CompletableFuture<JsonNode> awaited;

    HostCall(HostRunner runner, Responder responder, ObjectNode arguments, HostInputs given) {
        this.runner = runner;
        this.responder = responder;
        this.arguments = arguments;
        this.given = given;
        answers.putAll(given.sealed());
    }

    @Override
    public void onGone(boolean cancelled) {
        gone = true;
        CompletableFuture<JsonNode> waiting = awaited;
        if (waiting != null) {
            waiting.completeExceptionally(new InputUnavailableException("the client has gone"));
        }
    }

    @Override
    public ObjectNode arguments() {
        return arguments.deepCopy();
    }

    @Override
    public boolean clientCan(String capability) {
        Set<String> declared = responder.meta().clientCapabilities();
        return declared == null || declared.contains(capability);
    }

    @Override
    public boolean isCancelled() {
        return gone;
    }

    @Override
    public void progress(double progress, @Nullable Double total, @Nullable String message) {
        byte[] token = responder.meta().progressToken();
        if (token == null) {
            return;
        }
        ObjectNode params = JsonNodeFactory.instance.objectNode();
        params.set("progressToken", JsonMapper.shared().readTree(token));
        put(params, "progress", progress);
        if (total != null) {
            put(params, "total", total);
        }
        if (message != null) {
            params.put("message", message);
        }
        notify("notifications/progress", params);
    }

    private static void put(ObjectNode params, String name, double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1L << 53) {
            params.put(name, (long) value);
        } else {
            params.put(name, value);
        }
    }

    @Override
    public void log(LogLevel level, String message) {
        if (isWanted(level)) {
            notify(
                    "notifications/message",
                    JsonNodeFactory.instance
                            .objectNode()
                            .put("level", level.text())
                            .put("logger", runner.name())
                            .put("data", message));
        }
    }

    /** Versions without a handshake say in each request what is wanted; the others get what is worth knowing. */
    private boolean isWanted(LogLevel level) {
        if (!(responder.dialect() instanceof Modern)) {
            return level.compareTo(LogLevel.INFO) >= 0;
        }
        String least = responder.meta().logLevel();
        if (least == null) {
            return false;
        }
        for (LogLevel known : LogLevel.values()) {
            if (known.name().equals(least.toUpperCase(Locale.ROOT))) {
                return level.compareTo(known) >= 0;
            }
        }
        return false;
    }

    private void notify(String method, ObjectNode params) {
        ObjectNode message =
                JsonNodeFactory.instance.objectNode().put("jsonrpc", "2.0").put("method", method);
        message.set("params", params);
        send(JsonMapper.shared().writeValueAsBytes(message));
    }

    private void send(byte[] message) {
        ReplyChannel channel = responder.channel();
        ByteBuf out = channel.allocator().buffer(message.length).writeBytes(message);
        channel.eventLoop().execute(() -> {
            if (gone) {
                out.release();
            } else {
                channel.send(out);
            }
        });
    }

    @Override
    public Map<String, JsonNode> inputs(Map<String, InputRequest> requests) {
        return responder.dialect() instanceof Modern ? replayed(requests) : asked(requests);
    }

    /** What the client has answered by now; ends the handler where it has not. */
    private Map<String, JsonNode> replayed(Map<String, InputRequest> requests) {
        Map<String, InputRequest> open = new LinkedHashMap<>();
        requests.forEach((key, request) -> {
            JsonNode answer = answers.get(key);
            if (answer == null) {
                JsonNode fresh = given.responses().get(key);
                if (InputAnswers.fits(request, fresh)) {
                    answers.put(key, fresh);
                } else {
                    open.put(key, request);
                }
            }
        });
        if (!open.isEmpty()) {
            Set<String> lacking = new LinkedHashSet<>();
            open.values().stream()
                    .map(InputRequest::capability)
                    .filter(capability -> !clientCan(capability))
                    .forEach(lacking::add);
            throw new Interruption(open, lacking);
        }
        Map<String, JsonNode> wanted = new LinkedHashMap<>();
        requests.keySet().forEach(key -> wanted.put(key, answers.get(key)));
        return wanted;
    }

    /** Asks the client, and waits. */
    private Map<String, JsonNode> asked(Map<String, InputRequest> requests) {
        if (!responder.channel().takesNotifications()) {
            throw new InputUnavailableException("the client takes no messages before an answer");
        }
        Map<String, JsonNode> given = new LinkedHashMap<>();
        requests.forEach((key, request) -> given.put(key, ask(request)));
        return given;
    }

    private JsonNode ask(InputRequest request) {
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        String id = runner.asked().expect(answer);
        awaited = answer;
        try {
            if (gone) {
                throw new InputUnavailableException("the client has gone");
            }
            String params = request.params().toString();
            send(("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"" + request.method() + "\",\"params\":" + params
                            + "}")
                    .getBytes(UTF_8));
            return answer.get(SECONDS_TO_ANSWER, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InputUnavailableException("the server is closing");
        } catch (TimeoutException e) {
            throw new InputUnavailableException("the client did not answer within " + SECONDS_TO_ANSWER + " s");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof InputUnavailableException known
                    ? known
                    : new InputUnavailableException("the client did not answer");
        } finally {
            awaited = null;
            runner.asked().forget(id);
        }
    }

    /** The answers that are known, to be sealed. */
    Map<String, JsonNode> answers() {
        return answers;
    }

    /** Ends a handler whose client has to answer first. */
    static final class Interruption extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient Map<String, InputRequest> open;
        private final transient Set<String> lacking;

        Interruption(Map<String, InputRequest> open, Set<String> lacking) {
            super("the client has to answer first", null, false, false);
            this.open = open;
            this.lacking = lacking;
        }

        /** What is asked. */
        Map<String, InputRequest> open() {
            return open;
        }

        /** What the client cannot do, and would have to. */
        Set<String> lacking() {
            return lacking;
        }
    }
}
