package dev.capstan.adapter.skill;

import dev.capstan.document.files.FolderListing;
import dev.capstan.engine.exchange.Body;
import dev.capstan.engine.failure.CallFailure;
import dev.capstan.engine.spi.EngineContext;
import dev.capstan.http.head.MediaType;
import dev.capstan.transport.HttpExchange;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** Sends files, which are opened and read on the engine's blocking executor. Safe for any thread. */
final class SkillFiles {
    private final Executor executor;

    SkillFiles(EngineContext engine) {
        this.executor = FileThreads.of(engine);
    }

    /** Sends a file. */
    void send(HttpExchange exchange, Path folder, FolderListing.File file) {
        try {
            executor.execute(() -> open(exchange, folder, file));
        } catch (RejectedExecutionException e) {
            exchange.fail(new CallFailure.EngineClosing());
        }
    }

    private void open(HttpExchange exchange, Path folder, FolderListing.File file) {
        try {
            OpenFile opened = OpenFile.of(folder, file.path());
            try {
                exchange.eventLoop().execute(() -> reply(exchange, file, opened));
            } catch (RejectedExecutionException e) {
                opened.close();
            }
        } catch (IOException | RuntimeException e) {
            exchange.eventLoop().execute(() -> refuse(exchange, e));
        }
    }

    private static void refuse(HttpExchange exchange, Exception failure) {
        if (failure instanceof NoSuchFileException) {
            exchange.fail(
                    404,
                    "unknown-file",
                    "the file was there when the document was loaded, and cannot be read any more");
        } else {
            exchange.failUnexpectedly(failure);
        }
    }

    private void reply(HttpExchange exchange, FolderListing.File file, OpenFile opened) {
        Body body = new Body.Stream(opened.size(), new BlockingStream(opened, exchange.eventLoop(), executor));
        confine(exchange);
        exchange.reply(200).header("content-type", contentType(file.path())).send(body);
    }

    /** Sends all files of a skill, and its page where that is generated. */
    void sendZip(HttpExchange exchange, ServedSkill skill, byte @Nullable [] page) {
        ZipSource zip = new ZipSource(skill.folder(), skill.files(), page);
        confine(exchange);
        exchange.reply(200)
                .header("content-type", "application/zip")
                .header(
                        "content-disposition",
                        "attachment; filename=\"" + skill.name().replaceAll("[^A-Za-z0-9._-]", "_") + ".zip\"")
                .send(new Body.Stream(-1, new BlockingStream(zip, exchange.eventLoop(), executor)));
    }

    /** The media type of a file. */
    static String type(String path) {
        String type = MediaType.ofFile(path);
        return type == null ? MediaType.BYTES : type;
    }

    /** The Content-Type of a file; texts are taken to be in UTF-8. */
    static String contentType(String path) {
        String type = type(path);
        return type.startsWith("text/") ? type + "; charset=utf-8" : type;
    }

    /** What a skill has in its files is read, and never run by a browser as a page of this server. */
    static void confine(HttpExchange exchange) {
        exchange.responseField("x-content-type-options", "nosniff");
        exchange.responseField("content-security-policy", "sandbox; default-src 'none'");
    }
}
