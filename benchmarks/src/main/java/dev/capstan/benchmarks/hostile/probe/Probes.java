package dev.capstan.benchmarks.hostile.probe;

import dev.capstan.benchmarks.hostile.Probe;
import dev.capstan.benchmarks.hostile.Size;
import java.util.List;
import java.util.stream.Stream;

/** Every probe. */
public final class Probes {
    private Probes() {}

    /** All of them, in the order in which they are run. */
    public static List<Probe> all(Size size) {
        return Stream.of(
                        CrossingProbes.all(size),
                        CodingProbes.all(),
                        MemoryProbes.all(size),
                        LargeCallProbes.all(size),
                        ResultProbes.all(size),
                        LogProbes.all(size),
                        FairnessProbes.all(size),
                        DeadlineProbes.all(size),
                        ConnectionProbes.all(size),
                        BreakerProbes.all(),
                        ReconnectProbes.all(size),
                        OriginProbes.all(),
                        ParsingProbes.all(),
                        SecretProbes.all(),
                        LoadingProbes.all(size),
                        BacktrackingProbes.all())
                .flatMap(List::stream)
                .toList();
    }
}
