package dev.capstan.benchmarks.hostile.probe;

import dev.capstan.benchmarks.hostile.Bystanders;
import dev.capstan.benchmarks.hostile.Probe;
import dev.capstan.benchmarks.hostile.Setup;
import dev.capstan.benchmarks.hostile.Size;
import dev.capstan.benchmarks.hostile.Stage;
import dev.capstan.benchmarks.wire.Answers;
import dev.capstan.benchmarks.wire.Requests;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Slow clients against other callers of the same origin. The slow ones come from an address of their own. */
final class FairnessProbes {
    private static final String GROUP = "fairness";
    private static final String SLOW_CALLERS = "127.0.0.2";
    private static final int SMALL_BUFFER = 4096;

    private FairnessProbes() {}

    static List<Probe> all(Size size) {
        // More than all event loops may have connections to one origin.
        int clients = size.of(512 * Runtime.getRuntime().availableProcessors() + 76, 60);
        Setup setup = size.isFull() ? Setup.OWN : Setup.configured("defaults: {maxConnections: 8}\n");
        return List.of(
                new Probe(
                        GROUP,
                        "slow-uploads",
                        "slow uploads of one byte keep no other caller of the origin waiting",
                        setup,
                        stage -> slowUploads(stage, clients)),
                new Probe(
                        GROUP,
                        "slow-large-uploads",
                        "slow uploads of 9 MB keep no other caller of the origin waiting",
                        setup,
                        stage -> slowLargeUploads(stage, clients)),
                new Probe(
                        GROUP,
                        "unread-replies",
                        "replies that nobody reads keep no other caller of the origin waiting",
                        setup,
                        stage -> unreadReplies(stage, clients)));
    }

    private static void slowUploads(Stage stage, int clients) throws IOException, InterruptedException {
        byte[] head = Requests.headWithLength(stage.rest(), "POST", "/raw", Map.of("Content-Type", "text/plain"), 1000);
        slow(stage, clients, Requests.join(head, new byte[] {'x'}));
    }

    private static void slowLargeUploads(Stage stage, int clients) throws IOException, InterruptedException {
        byte[] head =
                Requests.headWithLength(stage.rest(), "POST", "/raw", Map.of("Content-Type", "text/plain"), 9_000_000);
        slow(stage, clients, Requests.join(head, new byte[70_000]));
    }

    private static void slow(Stage stage, int clients, byte[] begin) throws IOException, InterruptedException {
        for (int i = 0; i < clients; i++) {
            stage.network().connect(SLOW_CALLERS, stage.rest(), 0).send(begin);
        }
        others(stage);
    }

    private static void unreadReplies(Stage stage, int clients) throws IOException, InterruptedException {
        byte[] piece = new byte[64 << 10];
        stage.faulty().sendBuffer(16 << 10);
        stage.faulty().behave((request, connection) -> {
            if (request.lastSegment().equals("endless")) {
                var head = connection.send(Answers.head(200, "Content-Length: " + piece.length * 400L));
                var body = connection.send(piece, 400);
            } else {
                var unused = connection.send(Answers.item(request.lastSegment()));
            }
        });
        byte[] request = Requests.get(stage.rest(), "/items/endless");
        for (int i = 0; i < clients; i++) {
            var client = stage.network().connect(SLOW_CALLERS, stage.rest(), SMALL_BUFFER);
            client.read(false);
            client.send(request);
        }
        others(stage);
    }

    private static void others(Stage stage) throws InterruptedException {
        Bystanders others = Bystanders.ofFaulty(stage);
        try (others) {
            MemoryProbes.hold(stage, 12);
        }
        stage.note("at most %d connections to the origin", stage.faulty().mostOpen());
    }
}
