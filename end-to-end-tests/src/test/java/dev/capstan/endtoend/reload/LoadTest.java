package dev.capstan.endtoend.reload;

import static dev.capstan.endtoend.reload.EditedDocument.showing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.engine.reload.DocumentReload.Outcome;
import dev.capstan.testkit.RecordingUpstream;
import dev.capstan.testkit.UpstreamAnswer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many reloads while clients call without a pause: no call fails, and each is answered by one of the two documents. */
class LoadTest {
    private static final int CLIENTS = 4;
    private static final int RELOADS = 40;

    @TempDir
    Path folder;

    @Test
    void failsNoCall() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS + 1);
        try (RecordingUpstream upstream = RecordingUpstream.start()
                        .answer(request -> UpstreamAnswer.json(
                                200,
                                request.path().equals("/ship")
                                        ? "{\"name\":\"old\",\"port\":\"mixed\"}"
                                        : "{\"name\":\"mixed\",\"port\":\"new\"}"));
                EditedDocument edited = new EditedDocument(folder, upstream, showing("/ship", "name"))) {
            AtomicBoolean isOver = new AtomicBoolean();
            List<CompletableFuture<Set<String>>> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                clients.add(CompletableFuture.supplyAsync(() -> calls(edited, isOver), threads));
            }
            clients.add(CompletableFuture.supplyAsync(() -> callsInProcess(edited, isOver), threads));
            for (int i = 0; i < RELOADS; i++) {
                assertThat(edited.save(i % 2 == 0 ? showing("/vessel", "port") : showing("/ship", "name"))
                                .outcome())
                        .isEqualTo(Outcome.SWAPPED);
            }
            isOver.set(true);
            for (CompletableFuture<Set<String>> client : clients) {
                assertThat(client.get(60, TimeUnit.SECONDS))
                        .isSubsetOf("{\"shown\":\"old\"}", "{\"shown\":\"new\"}")
                        .isNotEmpty();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** Everything that was answered, with one connection for all calls. */
    private static Set<String> calls(EditedDocument edited, AtomicBoolean isOver) {
        Set<String> answers = new HashSet<>();
        try (KeptConnection connection = edited.connection()) {
            while (!isOver.get()) {
                KeptConnection.Reply reply = connection.get("/ship");
                answers.add(reply.status() == 200 ? reply.body() : reply.toString());
            }
        }
        return answers;
    }

    private static Set<String> callsInProcess(EditedDocument edited, AtomicBoolean isOver) {
        Set<String> answers = new HashSet<>();
        while (!isOver.get()) {
            answers.add(
                    edited.served().engine().call("web.show", Map.of()).join().text());
        }
        return answers;
    }
}
