package dev.capstan.run.reload;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Notices that files change. Events of their folders only say when to look: editors and deployments replace files, links and whole folders,
 * and what counts is how the files are then. What is written in several pieces, or several files that change together, are waited for.
 */
final class FileWatch implements AutoCloseable {
    /** So long nothing may change before a change counts as complete. */
    private static final long QUIET_MILLIS = 150;

    /** Files that never come to rest are not waited for longer. */
    private static final int MOST_LOOKS = 40;

    private final Supplier<Set<Path>> files;
    private final Runnable changed;
    private final WatchService service;
    private final Map<Path, WatchKey> keys = new HashMap<>();

    private FileWatch(Supplier<Set<Path>> files, Runnable changed, WatchService service) {
        this.files = files;
        this.changed = changed;
        this.service = service;
    }

    /**
     * Begins to watch, on a thread of its own.
     *
     * @param files those to watch, asked again after each change
     * @param changed is invoked on that thread after each change
     * @throws IOException when the system does not let files be watched
     */
    static FileWatch start(Supplier<Set<Path>> files, Runnable changed) throws IOException {
        FileWatch watch = new FileWatch(files, changed, FileSystems.getDefault().newWatchService());
        Set<Path> first = files.get();
        FileStamps stamps = FileStamps.of(first);
        try {
            watch.register(first);
        } catch (IOException e) {
            watch.close();
            throw e;
        }
        Thread thread = new Thread(() -> watch.run(stamps), "file watch");
        thread.setDaemon(true);
        thread.start();
        return watch;
    }

    private void run(FileStamps first) {
        FileStamps known = first;
        try {
            while (true) {
                FileStamps now = settled(known);
                if (now == null) {
                    take(service.take());
                    continue;
                }
                changed.run();
                Set<Path> next = files.get();
                register(next);
                known = FileStamps.of(next).since(now);
            }
        } catch (ClosedWatchServiceException closed) {
            // The end.
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("files are no longer watched", e);
        }
    }

    /** How the files are once they have come to rest; null when they are as they were. */
    private @Nullable FileStamps settled(FileStamps known) throws InterruptedException {
        Set<Path> watched = files.get();
        FileStamps now = FileStamps.of(watched);
        if (now.areSameAs(known)) {
            return null;
        }
        for (int looks = 0; looks < MOST_LOOKS; looks++) {
            WatchKey key = service.poll(QUIET_MILLIS, TimeUnit.MILLISECONDS);
            if (key != null) {
                take(key);
            }
            FileStamps later = FileStamps.of(watched);
            if (key == null && later.areSameAs(now)) {
                return now;
            }
            now = later;
        }
        return now;
    }

    private static void take(WatchKey key) {
        key.pollEvents();
        key.reset();
    }

    /** Watches the folders of these files, those that links lead to included; of one that is gone, the next that is there. */
    private void register(Set<Path> watched) throws IOException {
        Set<Path> folders = new LinkedHashSet<>();
        for (Path file : watched) {
            addFolder(file, folders);
            try {
                addFolder(file.toRealPath(), folders);
            } catch (IOException absent) {
                // Its folder says when it comes.
            }
        }
        keys.entrySet().removeIf(entry -> {
            boolean isOver =
                    !folders.contains(entry.getKey()) || !entry.getValue().isValid();
            if (isOver) {
                entry.getValue().cancel();
            }
            return isOver;
        });
        for (Path folder : folders) {
            if (!keys.containsKey(folder)) {
                keys.put(
                        folder,
                        folder.register(
                                service,
                                StandardWatchEventKinds.ENTRY_CREATE,
                                StandardWatchEventKinds.ENTRY_MODIFY,
                                StandardWatchEventKinds.ENTRY_DELETE));
            }
        }
    }

    private static void addFolder(Path file, Set<Path> folders) {
        if (Files.isDirectory(file)) {
            folders.add(file);
        }
        Path folder = file.getParent();
        while (folder != null && !Files.isDirectory(folder)) {
            folder = folder.getParent();
        }
        if (folder != null) {
            folders.add(folder);
        }
    }

    @Override
    public void close() {
        try {
            service.close();
        } catch (IOException e) {
            // Nothing is watched any more.
        }
    }
}
