package dev.capstan.adapter.skill;

import dev.capstan.document.files.FolderListing;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufOutputStream;
import io.netty.buffer.PooledByteBufAllocator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Iterator;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/** A zip archive of a skill's files, made piece by piece as it is read. Files that are gone are left out. */
final class ZipSource implements BlockingStream.Source {
    /** The same files make the same archive. */
    private static final LocalDateTime WRITTEN = LocalDateTime.of(1980, 1, 1, 0, 0);

    private final @Nullable Path folder;
    private final Iterator<FolderListing.File> files;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final ZipOutputStream zip = new ZipOutputStream(bytes);
    private byte @Nullable [] page;
    private @Nullable OpenFile open;
    private boolean finished;

    /**
     * An archive of these files.
     *
     * @param folder where they lie; null when there are none
     * @param page the generated page; null when there is none
     */
    ZipSource(@Nullable Path folder, List<FolderListing.File> files, byte @Nullable [] page) {
        this.folder = folder;
        this.files = files.iterator();
        this.page = page;
    }

    @Override
    public @Nullable ByteBuf next() throws IOException {
        while (bytes.size() < CHUNK && !finished) {
            advance();
        }
        if (bytes.size() == 0) {
            return null;
        }
        ByteBuf piece = PooledByteBufAllocator.DEFAULT.buffer(bytes.size());
        try (ByteBufOutputStream out = new ByteBufOutputStream(piece)) {
            bytes.writeTo(out);
        }
        bytes.reset();
        return piece;
    }

    private void advance() throws IOException {
        OpenFile reading = open;
        byte[] first = page;
        if (reading != null) {
            copy(reading);
        } else if (first != null) {
            page = null;
            zip.putNextEntry(entry(ServedSkill.PAGE));
            zip.write(first);
            zip.closeEntry();
        } else if (files.hasNext() && folder != null) {
            String path = files.next().path();
            try {
                open = OpenFile.of(folder, path);
                zip.putNextEntry(entry(path));
            } catch (NoSuchFileException e) {
                // Left out.
            }
        } else {
            zip.finish();
            finished = true;
        }
    }

    private void copy(OpenFile reading) throws IOException {
        ByteBuf read = reading.next();
        if (read == null) {
            zip.closeEntry();
            reading.close();
            open = null;
            return;
        }
        try {
            read.readBytes(zip, read.readableBytes());
        } finally {
            read.release();
        }
    }

    private static ZipEntry entry(String path) {
        ZipEntry entry = new ZipEntry(path);
        entry.setTimeLocal(WRITTEN);
        return entry;
    }

    @Override
    public void close() throws IOException {
        OpenFile reading = open;
        if (reading != null) {
            reading.close();
        }
        // Also frees the deflater.
        zip.close();
    }
}
