package dev.capstan.adapter.mcp.internal.resources;

import dev.capstan.adapter.mcp.internal.protocol.JsonRpcError;
import dev.capstan.adapter.mcp.internal.protocol.MethodCall;
import dev.capstan.adapter.mcp.internal.protocol.Responder;
import dev.capstan.document.file.BoundedFileReader;
import dev.capstan.document.file.UnreadableFileException;
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
 * @param blocking where files are read
 * @param longest the longest file that is read, in bytes
 */
record FileResource(
        ResourceFolder folder, String relative, @Nullable String mimeType, Supplier<Executor> blocking, int longest)
        implements ServedResource {
    /** A file's bytes, and their form in the reply. */
    private static final int COPIES = 3;

    @Override
    public MethodCall read(String uri, List<String> values) {
        return responder -> run(responder, () -> {
            Path file = folder.file(relative);
            long size = Math.min(longest, Files.size(file));
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
            byte[] bytes = BoundedFileReader.readRegularFile(file, longest);
            return () -> ResourceContents.send(responder, uri, mimeType, Unpooled.wrappedBuffer(bytes));
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
