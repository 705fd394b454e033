package dev.capstan.adapter.control;

import dev.capstan.document.yaml.YamlLimits;
import dev.capstan.engine.exchange.BodyCollector;
import dev.capstan.engine.failure.CallFailedException;
import dev.capstan.engine.failure.CallFailure;
import dev.capstan.engine.spi.EngineContext;
import dev.capstan.transport.ExchangeHandler;
import dev.capstan.transport.HttpExchange;
import dev.capstan.transport.PathMatch;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.PooledByteBufAllocator;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import tools.jackson.databind.node.ObjectNode;

/** Judges documents that are sent. A few at once: each takes time and memory that calls are to have. */
final class ValidationHandler implements ExchangeHandler {
    private static final int MOST_AT_ONCE = 2;

    private final EngineContext engine;
    private final SentDocument judge = new SentDocument();
    private final Semaphore free = new Semaphore(MOST_AT_ONCE);

    ValidationHandler(EngineContext engine) {
        this.engine = engine;
    }

    @Override
    public void handle(HttpExchange exchange, PathMatch match) {
        long limit = Math.min(
                YamlLimits.DEFAULT.bytes(),
                engine.configuration().server().limits().maxBodyBytes());
        Runnable collecting = BodyCollector.collect(
                exchange.takeBody(), PooledByteBufAllocator.DEFAULT, limit, exchange.memory(), new Received(exchange));
        exchange.onClientGone(collecting);
    }

    private void judge(HttpExchange exchange, byte[] yaml) {
        if (!free.tryAcquire()) {
            exchange.fail(new CallFailure.Overloaded());
            return;
        }
        try {
            engine.blockingExecutor().execute(() -> {
                try {
                    ObjectNode verdict = judge.judge(yaml);
                    exchange.eventLoop().execute(() -> FixedJson.send(exchange, 200, verdict));
                } catch (RuntimeException e) {
                    exchange.eventLoop().execute(() -> exchange.failUnexpectedly(e));
                } finally {
                    free.release();
                }
            });
        } catch (RejectedExecutionException e) {
            free.release();
            exchange.fail(new CallFailure.EngineClosing());
        }
    }

    private final class Received implements BodyCollector.Listener {
        private final HttpExchange exchange;

        Received(HttpExchange exchange) {
            this.exchange = exchange;
        }

        @Override
        public void onCollected(ByteBuf bytes) {
            byte[] yaml = ByteBufUtil.getBytes(bytes);
            bytes.release();
            judge(exchange, yaml);
        }

        @Override
        public void onTooLarge(long limit) {
            exchange.fail(new CallFailure.BodyTooLarge(limit));
        }

        @Override
        public void onFailure(Throwable failure) {
            if (failure instanceof CallFailedException failed) {
                exchange.fail(failed.failure());
            } else {
                exchange.failUnexpectedly(failure);
            }
        }
    }
}
