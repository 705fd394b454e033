package dev.capstan.benchmarks.hostile;

import dev.capstan.benchmarks.front.Front;
import dev.capstan.benchmarks.process.EngineProcess;
import dev.capstan.benchmarks.wire.Connection;
import dev.capstan.benchmarks.wire.FaultyUpstream;
import dev.capstan.benchmarks.wire.Network;
import dev.capstan.benchmarks.wire.Reply;
import dev.capstan.benchmarks.wire.Requests;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a probe works with, and whom it tells what did not hold. Telling is safe for any thread. */
public final class Stage {
    /** How long an answer is waited for where nothing else is said. */
    public static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final int MOST_FAILURES = 4;

    /** How much longer than bounds say is waited for where they are not judged. */
    private static final int SLACK = 5;

    private final Size size;
    private final boolean isTimed;
    private final Network network;
    private final Network quiet;
    private final Front.Launch launch;
    private final Path directory;
    private final @Nullable Front front;
    private final List<String> failures = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private int unreported;
    private long memory;

    Stage(
            Size size,
            boolean isTimed,
            Network network,
            Network quiet,
            Front.Launch launch,
            Path directory,
            @Nullable Front front) {
        this.size = size;
        this.isTimed = isTimed;
        this.network = network;
        this.quiet = quiet;
        this.launch = launch;
        this.directory = directory;
        this.front = front;
    }

    /** How large the probe is to be. */
    public Size size() {
        return size;
    }

    /** Where connections come from. */
    public Network network() {
        return network;
    }

    /** Where the connections of those come from who have to do with none of it. */
    Network quiet() {
        return quiet;
    }

    /** How the command line is started. */
    public Front.Launch launch() {
        return launch;
    }

    /** A folder of the probe's own. */
    public Path directory() {
        return directory;
    }

    private Front front() {
        return Objects.requireNonNull(front, "the probe has asked for no engine");
    }

    /** The engine. */
    public EngineProcess engine() {
        return front().engine();
    }

    /** The port of the REST adapter. */
    public int rest() {
        return engine().rest();
    }

    /** The port of the MCP adapter. */
    public int mcp() {
        return engine().mcp();
    }

    /** The upstream that misbehaves. */
    public FaultyUpstream faulty() {
        return front().faulty();
    }

    /** The upstream that always answers. */
    public FaultyUpstream calm() {
        return front().calm();
    }

    /** A new connection to the REST adapter. */
    public Connection restConnection() throws IOException, InterruptedException {
        return network.connect(rest());
    }

    /** A new connection to the MCP adapter. */
    public Connection mcpConnection() throws IOException, InterruptedException {
        return network.connect(mcp());
    }

    /** Sends a request to a port on a connection of its own, and waits for the answer. */
    public Reply ask(int port, byte[] request) throws IOException, InterruptedException {
        return ask(port, request, PATIENCE);
    }

    /** Sends a request to a port on a connection of its own, and waits for the answer. */
    public Reply ask(int port, byte[] request, Duration atMost) throws IOException, InterruptedException {
        try (Connection connection = network.connect(port)) {
            return connection.send(request).await(atMost);
        }
    }

    /** A GET of the REST adapter, on a connection of its own. */
    public Reply get(String path) throws IOException, InterruptedException {
        return ask(rest(), Requests.get(rest(), path));
    }

    /** Notes a failure unless the condition holds; returns whether it does. */
    public boolean check(boolean holds, String failure, @Nullable Object... values) {
        if (!holds) {
            fail(failure, values);
        }
        return holds;
    }

    /** Notes a failure unless the condition, a bound of time, holds; where bounds of time are not judged, notes what was seen. */
    public void checkTime(boolean holds, String failure, @Nullable Object... values) {
        if (isTimed) {
            check(holds, failure, values);
        } else if (!holds) {
            note("not judged: " + failure, values);
        }
    }

    /** How long to wait for what has to be there within that time; longer where bounds of time are not judged. */
    public Duration bound(Duration time) {
        return isTimed ? time : time.multipliedBy(SLACK);
    }

    /** Notes a failure. After some, further ones are only counted. */
    public synchronized void fail(String failure, @Nullable Object... values) {
        String text = values.length == 0 ? failure : String.format(Locale.ROOT, failure, values);
        if (failures.contains(text) || failures.size() >= MOST_FAILURES) {
            unreported++;
        } else {
            failures.add(text);
        }
    }

    /** Notes what was seen. */
    public synchronized void note(String note, @Nullable Object... values) {
        notes.add(values.length == 0 ? note : String.format(Locale.ROOT, note, values));
    }

    /** Notes the most memory that a process of the probe's own took, in bytes. */
    public synchronized void memory(long bytes) {
        memory = Math.max(memory, bytes);
    }

    synchronized long memory() {
        return memory;
    }

    /** Everything that did not hold. */
    synchronized List<String> failures() {
        List<String> all = new ArrayList<>(failures);
        if (unreported > 0) {
            all.add("and " + unreported + " more of the like");
        }
        return all;
    }

    synchronized List<String> notes() {
        return List.copyOf(notes);
    }
}
