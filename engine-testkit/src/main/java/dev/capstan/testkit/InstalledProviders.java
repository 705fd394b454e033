package dev.capstan.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Installs a provider for the engines that this thread builds until it is closed, before those of the class path: as a jar of its own
 * would, but for a test that must not install it for all others.
 */
public final class InstalledProviders implements AutoCloseable {
    private final ClassLoader before = Thread.currentThread().getContextClassLoader();
    private final Path folder;
    private final URLClassLoader loader;

    private InstalledProviders(Path folder, URLClassLoader loader) {
        this.folder = folder;
        this.loader = loader;
    }

    /** Installs a provider, which has a public constructor without parameters. */
    public static <T> InstalledProviders with(Class<T> kind, Class<? extends T> provider) {
        try {
            Path folder = Files.createTempDirectory("capstan-provider");
            Path services = Files.createDirectories(folder.resolve("META-INF/services"));
            Files.writeString(services.resolve(kind.getName()), provider.getName() + "\n");
            InstalledProviders installed = new InstalledProviders(folder, new OwnFirst(folder));
            Thread.currentThread().setContextClassLoader(installed.loader);
            return installed;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        Thread.currentThread().setContextClassLoader(before);
        try {
            loader.close();
            try (var files = Files.walk(folder)) {
                for (Path file : files.sorted(Collections.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Finds its own resources before those of its parent; an engine takes the first provider of a name. */
    private static final class OwnFirst extends URLClassLoader {
        OwnFirst(Path folder) throws MalformedURLException {
            super(new URL[] {folder.toUri().toURL()}, Thread.currentThread().getContextClassLoader());
        }

        @Override
        public Enumeration<URL> getResources(String name) throws IOException {
            Set<URL> all = new LinkedHashSet<>(Collections.list(findResources(name)));
            all.addAll(Collections.list(super.getResources(name)));
            return Collections.enumeration(all);
        }
    }
}
