package dev.capstan.samples.spring;

import dev.capstan.engine.Engine;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Answers with what the engine's unit replies; no thread of the web server waits for it. */
@RestController
class BookController {
    private final Engine engine;

    BookController(Engine engine) {
        this.engine = engine;
    }

    @GetMapping("/library/{id}")
    CompletionStage<ResponseEntity<byte[]>> book(@PathVariable("id") String id) {
        return engine.call("books.get-book", Map.of("id", id))
                .thenApply(result -> ResponseEntity.status(result.status())
                        .header(HttpHeaders.CONTENT_TYPE, result.contentType())
                        .body(result.bytes()));
    }
}
