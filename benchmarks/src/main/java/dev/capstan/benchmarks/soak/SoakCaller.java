package dev.capstan.benchmarks.soak;

import dev.capstan.benchmarks.front.Front;
import dev.capstan.benchmarks.wire.Connection;
import dev.capstan.benchmarks.wire.Network;
import dev.capstan.benchmarks.wire.Reply;
import dev.capstan.benchmarks.wire.Requests;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes one planned call after the other, on connections that it keeps for as long as they can be kept. For one thread. */
final class SoakCaller implements Runnable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String AWAY = "127.0.0.1";

    private final Network network;
    private final Front front;
    private final Supplier<@Nullable PlannedCall> calls;
    private final SoakTally tally;
    private @Nullable Connection rest;
    private @Nullable Connection mcp;

    /**
     * @param calls the next call; null when there are to be no more
     */
    SoakCaller(Network network, Front front, Supplier<@Nullable PlannedCall> calls, SoakTally tally) {
        this.network = network;
        this.front = front;
        this.calls = calls;
        this.tally = tally;
    }

    @Override
    public void run() {
        try {
            PlannedCall call;
            while ((call = calls.get()) != null && front.engine().isAlive()) {
                try {
                    make(call);
                } catch (IOException e) {
                    tally.failed(call, "the connection is not accepted");
                    Thread.sleep(50);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            close(rest);
            close(mcp);
        }
    }

    private void make(PlannedCall call) throws IOException, InterruptedException {
        switch (call.client()) {
            case NONE -> kept(call);
            case PIPELINES -> pipeline(call);
            default -> alone(call);
        }
    }

    private void kept(PlannedCall call) throws IOException, InterruptedException {
        Connection connection = connection(call);
        Reply reply = connection.send(request(call)).await(PATIENCE);
        if (!AnswerJudge.judge(tally, call, reply)) {
            connection.close();
        }
    }

    /** Sends the next call too, when it is one for the same adapter; else nothing is special about this one. */
    private void pipeline(PlannedCall call) throws IOException, InterruptedException {
        PlannedCall next = calls.get();
        if (next == null || next.kind().isMcp != call.kind().isMcp) {
            kept(call);
            if (next != null) {
                make(next);
            }
            return;
        }
        Connection connection = connection(call);
        connection.send(request(call)).send(request(next));
        boolean goesOn = AnswerJudge.judge(tally, call, connection.await(PATIENCE));
        Reply second = connection.await(PATIENCE);
        // Once an answer was cut off, those behind it are lost with the connection.
        if (goesOn || second.isComplete()) {
            goesOn &= AnswerJudge.judge(tally, next, second);
        }
        if (!goesOn) {
            connection.close();
        }
    }

    /** On a connection of its own, which the client's fault ends. */
    private void alone(PlannedCall call) throws IOException, InterruptedException {
        byte[] request = request(call);
        boolean isReadSlowly = call.client() == ClientFault.READS_SLOWLY;
        try (Connection connection = network.connect(AWAY, port(call), isReadSlowly ? 8192 : 0)) {
            switch (call.client()) {
                case LEAVES -> {
                    connection.send(request).awaitSent(PATIENCE);
                    tally.failed(call, "left");
                    return;
                }
                case RESETS -> {
                    connection.send(Arrays.copyOf(request, request.length / 2)).awaitSent(PATIENCE);
                    connection.reset();
                    tally.failed(call, "reset");
                    return;
                }
                case HALF_CLOSES -> {
                    connection.send(request).awaitSent(PATIENCE);
                    connection.shutdownOutput();
                }
                case SENDS_SLOWLY -> sendSlowly(connection, request);
                default -> {
                    connection.read(false);
                    connection.send(request);
                    Thread.sleep(200);
                    connection.read(true);
                }
            }
            AnswerJudge.judge(tally, call, connection.await(PATIENCE));
        }
    }

    private static void sendSlowly(Connection connection, byte[] request) throws InterruptedException {
        int piece = 1 + request.length / 15;
        for (int i = 0; i < request.length; i += piece) {
            connection.send(Arrays.copyOfRange(request, i, Math.min(request.length, i + piece)));
            Thread.sleep(10);
        }
    }

    private Connection connection(PlannedCall call) throws IOException, InterruptedException {
        Connection kept = call.kind().isMcp ? mcp : rest;
        if (kept != null && !kept.hasEnded()) {
            return kept;
        }
        close(kept);
        Connection fresh = network.connect(port(call));
        if (call.kind().isMcp) {
            mcp = fresh;
        } else {
            rest = fresh;
        }
        return fresh;
    }

    private int port(PlannedCall call) {
        return call.kind().isMcp ? front.engine().mcp() : front.engine().rest();
    }

    private byte[] request(PlannedCall call) {
        int port = port(call);
        String path = "/items/" + call.id();
        return switch (call.kind()) {
            case REST_GET -> Requests.get(port, path);
            case REST_SHAPED -> Requests.get(port, path + "/summary");
            case REST_PUT -> Requests.with(port, "PUT", path, "text/plain", ascii(call.note()));
            case REST_PATCH ->
                Requests.with(port, "PATCH", path, "application/json", ascii("{\"note\":\"" + call.note() + "\"}"));
            case MCP_GET -> Requests.tool(port, 1, "get-item", "{\"id\":\"" + call.id() + "\"}");
            case MCP_SHAPED -> Requests.tool(port, 1, "get-item-summary", "{\"id\":\"" + call.id() + "\"}");
            case MCP_PATCH ->
                Requests.tool(port, 1, "patch-item", "{\"id\":\"" + call.id() + "\",\"note\":\"" + call.note() + "\"}");
        };
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static void close(@Nullable Connection connection) {
        if (connection != null) {
            connection.close();
        }
    }
}
