package dev.capstan.adapter.mcp.internal.resources;

import dev.capstan.adapter.mcp.internal.content.FailureText;
import dev.capstan.adapter.mcp.internal.protocol.JsonRpcError;
import dev.capstan.adapter.mcp.internal.protocol.MethodCall;
import dev.capstan.adapter.mcp.internal.protocol.Responder;
import dev.capstan.document.file.BoundedFileReader;
import dev.capstan.document.file.UnreadableFileException;
import dev.capstan.document.files.DocumentFiles;
import dev.capstan.document.files.FolderListing;
import dev.capstan.document.files.UnusableFileException;
import dev.capstan.engine.exchange.MemoryBudget;
import dev.capstan.engine.failure.CallFailure;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A file of a folder.
 *
 * @param relative its path below the folder
 * @param mimeType null when nobody says
 * @param failureText says what went wrong
 * @param blocking where files are read
 * @param longest the most bytes of its content as it is written
 */
record FileResource(
        Path folder,
        String relative,
        @Nullable String mimeType,
        FailureText failureText,
        Supplier<Executor> blocking,
        long longest)
        implements ServedResource {
    private static final DocumentFiles FILES = new DocumentFiles(null);

    /** A file's bytes, and their form in the reply. */
    private static final int COPIES = 3;

    @Override
    public MethodCall read(String uri, List<String> values) {
        return responder -> run(responder, () -> {
            Path file = FILES.below(folder, relative);
            long size = Files.size(file);
            if (size > longest) {
                return () -> responder.refuse(JsonRpcError.internalError(failureText.tooLong(longest)));
            }
            return () -> responder.channel().memory().hold(COPIES * size, new MemoryBudget.Listener() {
                @Override
                public void onReserved() {
                    send(responder, uri, file);
                }

                @Override
                public void onExhausted() {
                    responder.refuse(JsonRpcError.internalError(new CallFailure.Overloaded().detail()));
                }
            });
        });
    }

    private void send(Responder responder, String uri, Path file) {
        run(responder, () -> {
            byte[] bytes = BoundedFileReader.readRegularFile(file, (int) FolderListing.LONGEST_FILE);
            return () -> ResourceContents.send(
                    responder, uri, mimeType, Unpooled.wrappedBuffer(bytes), longest, failureText);
        });
    }

    /** What blocks, and gives what is done with its outcome on the event loop. */
    private interface Reading {
        Runnable read() throws UnusableFileException, UnreadableFileException, IOException;
    }

    private void run(Responder responder, Reading reading) {
        try {
            blocking.get().execute(() -> {
                Runnable next = outcome(responder, reading);
                responder.channel().eventLoop().execute(next);
            });
        } catch (RejectedExecutionException e) {
            responder.refuse(JsonRpcError.internalError(new CallFailure.EngineClosing().detail()));
        }
    }

    private Runnable outcome(Responder responder, Reading reading) {
        try {
            return reading.read();
        } catch (UnusableFileException | UnreadableFileException e) {
            return () -> responder.refuse(
                    JsonRpcError.internalError("the file " + relative + " of this resource " + e.getMessage()));
        } catch (IOException e) {
            return () -> responder.refuse(
                    JsonRpcError.internalError("the file " + relative + " of this resource cannot be read"));
        } catch (RuntimeException defect) {
            return () -> responder.defect(defect);
        }
    }
}
