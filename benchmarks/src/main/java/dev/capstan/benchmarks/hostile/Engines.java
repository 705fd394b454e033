package dev.capstan.benchmarks.hostile;

import dev.capstan.benchmarks.front.Front;
import dev.capstan.benchmarks.wire.Behaviour;
import dev.capstan.benchmarks.wire.Network;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Starts engines for probes, and keeps the one that probes share for as long as it lives. For one thread. */
final class Engines implements AutoCloseable {
    private final Front.Launch launch;
    private final Network network;
    private final Network quiet;
    private final Path directory;
    private @Nullable Front shared;
    private int started;

    Engines(Front.Launch launch, Network network, Network quiet, Path directory) {
        this.launch = launch;
        this.network = network;
        this.quiet = quiet;
        this.directory = directory;
    }

    /** The engine that a probe wants; null when it wants none. */
    @Nullable
    Front prepare(Setup setup) throws IOException, InterruptedException {
        return switch (setup.kind()) {
            case NONE -> null;
            case OWN -> start(setup);
            case SHARED -> {
                if (shared == null) {
                    shared = start(setup);
                }
                yield shared;
            }
        };
    }

    /**
     * Takes it back after the probe.
     *
     * @param reusable whether other probes may have it
     */
    void giveBack(Front front, boolean reusable) {
        if (front == shared && reusable) {
            front.faulty().behave(Behaviour.normal());
            front.faulty().resetConnections();
            return;
        }
        if (front == shared) {
            shared = null;
        }
        front.close();
    }

    private Front start(Setup setup) throws IOException, InterruptedException {
        Front.Launch how = setup.jvmOptions().isEmpty() ? launch : launch.with(setup.jvmOptions());
        Path files = directory.resolve("engine-" + ++started);
        return Front.start(how, network, quiet, files, setup.configuration(), setup.options());
    }

    @Override
    public void close() {
        if (shared != null) {
            shared.close();
        }
    }
}
