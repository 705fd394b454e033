package dev.capstan.adapter.mcp.internal.stdio;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.capstan.adapter.mcp.internal.protocol.Batch;
import dev.capstan.adapter.mcp.internal.protocol.Envelope;
import dev.capstan.adapter.mcp.internal.protocol.JsonRpcError;
import dev.capstan.adapter.mcp.internal.protocol.JsonRpcException;
import dev.capstan.adapter.mcp.internal.protocol.McpProtocolVersion;
import dev.capstan.adapter.mcp.internal.protocol.Message;
import dev.capstan.adapter.mcp.internal.protocol.Responder;
import dev.capstan.adapter.mcp.internal.stdio.StdioServers.Server;
import dev.capstan.engine.exchange.Body;
import dev.capstan.engine.exchange.JsonMemory;
import dev.capstan.engine.exchange.MemoryBudget;
import dev.capstan.engine.exchange.MemoryReservation;
import dev.capstan.engine.failure.CallFailure;
import dev.capstan.engine.spi.EngineContext;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client at the other end of two streams. Messages of every version may come, in any order: what a message does not say itself is
 * as was agreed last. Nothing that a client sends ends the connection but the end of its stream.
 */
final class StdioConnection {
    private static final Logger LOG = LoggerFactory.getLogger(StdioConnection.class);
    /** So many may be on their way; what comes then is read later. */
    private static final int MOST_AT_ONCE = 64;

    private final StdioPlace place;
    private final EngineContext engine;
    private final EventLoop eventLoop;
    private final LineWriter writer;
    private final long longest;
    private final Semaphore room = new Semaphore(MOST_AT_ONCE);
    private final Map<String, StdioReplyChannel> running = new HashMap<>();
    private final StdioListener listener;
    /** How many messages each server answers now, and who wants to know when it answers none. */
    private final Map<Server, Integer> open = new IdentityHashMap<>();

    private final Map<Server, CompletableFuture<Void>> released = new IdentityHashMap<>();

    private McpProtocolVersion agreed = McpProtocolVersion.V2025_03_26;

    StdioConnection(StdioPlace place, Server first, OutputStream out) {
        this.place = place;
        this.engine = first.engine();
        this.eventLoop = engine.eventLoops().next();
        this.writer = new LineWriter(out);
        this.longest = engine.configuration().server().limits().maxBodyBytes();
        this.listener = new StdioListener(this, first.streams(), first.owner());
    }

    /**
     * Answers until the input ends, and then what is still on its way, for as long as the engine lets calls go on that closes. Blocks.
     *
     * @param ending invoked when the input has ended
     */
    void run(InputStream in, Runnable ending) throws IOException, InterruptedException {
        LineReader lines = new LineReader(in, longest);
        try {
            for (byte[] line = lines.next(); line != null; line = lines.next()) {
                if (line.length == 0 || (line.length == 1 && line[0] == '\r')) {
                    continue;
                }
                byte[] message = line;
                boolean isCut = lines.wasTooLong();
                room.acquire();
                eventLoop.execute(() -> receive(message, isCut));
            }
        } finally {
            listener.stop();
            ending.run();
            boolean unused = room.tryAcquire(
                    MOST_AT_ONCE,
                    engine.configuration().server().timeouts().drain().toMillis(),
                    TimeUnit.MILLISECONDS);
            writer.end();
        }
    }

    private void receive(byte[] line, boolean isCut) {
        MemoryReservation memory = new MemoryReservation(
                engine.memory(),
                eventLoop,
                engine.configuration().server().timeouts().memory());
        Server server = place.server();
        StdioReplyChannel channel = new StdioReplyChannel(this, server, memory);
        if (server == null) {
            refuse(channel, JsonRpcError.internalError("the document does not have this adapter any more"));
            return;
        }
        open.merge(server, 1, Integer::sum);
        if (isCut) {
            refuse(channel, JsonRpcError.invalidRequest("the message is longer than " + longest + " bytes"));
            return;
        }
        JsonMemory needed = JsonMemory.of(Unpooled.wrappedBuffer(line));
        memory.hold(line.length + needed.peak(), new MemoryBudget.Listener() {
            @Override
            public void onReserved() {
                read(line, server, channel);
            }

            @Override
            public void onExhausted() {
                byte[] id = server.reader().idOf(Unpooled.wrappedBuffer(line));
                if (id != null) {
                    channel.answers(id);
                }
                refuse(channel, JsonRpcError.internalError(new CallFailure.Overloaded().detail()), id);
            }
        });
    }

    private void read(byte[] line, Server server, StdioReplyChannel channel) {
        Message message;
        try {
            message = server.reader().read(line, server.dialects().of(agreed), null);
        } catch (JsonRpcException e) {
            refuse(channel, e.error());
            return;
        } catch (RuntimeException defect) {
            channel.defect(defect);
            return;
        }
        if (message instanceof Message.Request request) {
            channel.answers(request.id());
            running.put(key(request.id()), channel);
            Responder responder = new Responder(channel, request);
            try {
                request.call().answer(responder);
            } catch (RuntimeException defect) {
                responder.defect(defect);
            }
        } else if (message instanceof Message.Batch batch && Batch.isAnswered(batch.messages())) {
            Batch.answer(channel, batch.messages());
        } else {
            if (message instanceof Message.Cancelled cancelled) {
                StdioReplyChannel given = running.get(key(cancelled.id()));
                if (given != null) {
                    given.cancel();
                }
            }
            channel.nothing();
        }
    }

    private void refuse(StdioReplyChannel channel, JsonRpcError error) {
        refuse(channel, error, null);
    }

    private void refuse(StdioReplyChannel channel, JsonRpcError error, byte @Nullable [] id) {
        ByteBuf out = allocator().buffer();
        if (id == null) {
            Envelope.error(error, out);
        } else {
            Envelope.error(id, error, out);
        }
        channel.reply(400, Body.of(out));
    }

    private static String key(byte[] id) {
        return new String(id, UTF_8);
    }

    /** A message needs nothing of that server any more. */
    void releasedOne(Server server) {
        Integer left = open.computeIfPresent(server, (of, answered) -> answered > 1 ? answered - 1 : null);
        CompletableFuture<Void> waiting = left == null ? released.remove(server) : null;
        if (waiting != null) {
            waiting.complete(null);
        }
    }

    /** Completes once no message needs that server any more, by which no further one is answered. Safe for any thread. */
    CompletableFuture<Void> released(Server server) {
        CompletableFuture<Void> ended = new CompletableFuture<>();
        try {
            eventLoop.execute(() -> {
                if (open.containsKey(server)) {
                    released.put(server, ended);
                } else {
                    ended.complete(null);
                }
            });
        } catch (RejectedExecutionException e) {
            ended.complete(null);
        }
        return ended;
    }

    /** A message has been dealt with. */
    void ended(StdioReplyChannel channel, byte @Nullable [] id) {
        if (id != null) {
            running.remove(key(id), channel);
        }
        room.release();
    }

    void agreed(McpProtocolVersion version) {
        agreed = version;
        listener.start();
    }

    /** Logs a defect; the number that it is found by. */
    String incident(Throwable defect) {
        String incident = UUID.randomUUID().toString();
        LOG.error("incident {}: a message over stdio", incident, defect);
        return incident;
    }

    EventLoop eventLoop() {
        return eventLoop;
    }

    ByteBufAllocator allocator() {
        return PooledByteBufAllocator.DEFAULT;
    }

    LineWriter writer() {
        return writer;
    }

    long longest() {
        return longest;
    }
}
