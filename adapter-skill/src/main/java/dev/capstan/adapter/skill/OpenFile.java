package dev.capstan.adapter.skill;

import dev.capstan.document.files.FolderListing;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** A file of a skill, as long as it was when it was opened. All of it blocks. */
final class OpenFile implements BlockingStream.Source {
    private final FileChannel channel;
    private final long size;
    private long remaining;

    private OpenFile(FileChannel channel, long size) {
        this.channel = channel;
        this.size = size;
        this.remaining = size;
    }

    /**
     * Opens a file below a folder.
     *
     * @throws NoSuchFileException when it is not there any more, or has become a link that leaves the folder
     */
    static OpenFile of(Path folder, String path) throws IOException {
        Path root = folder.toRealPath();
        Path file = root.resolve(path).toRealPath();
        if (!file.startsWith(root) || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new NoSuchFileException(path);
        }
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
        long size = channel.size();
        if (size > FolderListing.LONGEST_FILE) {
            channel.close();
            throw new NoSuchFileException(path);
        }
        return new OpenFile(channel, size);
    }

    long size() {
        return size;
    }

    @Override
    public @Nullable ByteBuf next() throws IOException {
        if (remaining == 0) {
            return null;
        }
        int most = (int) Math.min(remaining, CHUNK);
        ByteBuf bytes = PooledByteBufAllocator.DEFAULT.buffer(most);
        boolean isRead = false;
        try {
            int read = bytes.writeBytes(channel, most);
            if (read < 0) {
                throw new EOFException("the file has become shorter while it was sent");
            }
            remaining -= read;
            isRead = true;
            return bytes;
        } finally {
            if (!isRead) {
                bytes.release();
            }
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
