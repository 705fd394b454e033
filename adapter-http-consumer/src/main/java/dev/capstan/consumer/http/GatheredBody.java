package dev.capstan.consumer.http;

import dev.capstan.engine.exchange.Body;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.CompositeByteBuf;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** The pieces of a body that came in one read with its head. Mostly there is only one, for which no list is made. */
final class GatheredBody {
    private @Nullable ByteBuf first;
    private @Nullable Queue<ByteBuf> more;

    /** Takes over a piece. */
    void add(ByteBuf bytes) {
        if (first == null) {
            first = bytes;
            return;
        }
        if (more == null) {
            more = new ArrayDeque<>();
        }
        more.add(bytes);
    }

    /** Hands all over as the whole body. */
    Body takeWhole(ByteBufAllocator allocator) {
        ByteBuf only = first;
        if (only == null) {
            return Body.empty();
        }
        if (more == null) {
            first = null;
            return Body.of(only);
        }
        Queue<ByteBuf> pieces = takePieces();
        CompositeByteBuf all = allocator.compositeBuffer(pieces.size());
        for (ByteBuf bytes = pieces.poll(); bytes != null; bytes = pieces.poll()) {
            all.addComponent(true, bytes);
        }
        return Body.of(all);
    }

    /** Hands all over, piece by piece. */
    Queue<ByteBuf> takePieces() {
        Queue<ByteBuf> pieces = new ArrayDeque<>();
        if (first != null) {
            pieces.add(first);
            first = null;
        }
        if (more != null) {
            pieces.addAll(more);
            more = null;
        }
        return pieces;
    }

    void release() {
        takePieces().forEach(ByteBuf::release);
    }
}
