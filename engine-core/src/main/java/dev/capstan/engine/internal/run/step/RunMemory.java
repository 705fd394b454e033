package dev.capstan.engine.internal.run.step;

import dev.capstan.engine.exchange.MemoryReservation;
import dev.capstan.engine.internal.run.CallMemory;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;

/** What the results of one run's steps take, until the run ends. On the run's event loop. */
public final class RunMemory {
    private final CallMemory memory;
    private final EventLoop eventLoop;
    private final List<MemoryReservation> kept = new ArrayList<>(4);
    private boolean released;

    RunMemory(CallMemory memory, EventLoop eventLoop) {
        this.memory = memory;
        this.eventLoop = eventLoop;
    }

    /** Nothing held yet; released with the run, or before by its user. */
    MemoryReservation reservation() {
        MemoryReservation reservation = memory.reservation(eventLoop);
        keep(reservation);
        return reservation;
    }

    /** Takes over what a result takes. */
    void keep(MemoryReservation reservation) {
        if (released) {
            reservation.release();
        } else {
            kept.add(reservation);
        }
    }

    void release() {
        released = true;
        kept.forEach(MemoryReservation::release);
        kept.clear();
    }
}
