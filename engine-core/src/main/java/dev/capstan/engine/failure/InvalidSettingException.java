package dev.capstan.engine.failure;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A setting that can never work. Its message is shown to the user: it says what is wrong and what to do. */
public final class InvalidSettingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final TreeSet<String> settings;

    /** With that message, which names the setting. */
    public InvalidSettingException(String message) {
        this(message, List.of());
    }

    /**
     * With that message.
     *
     * @param settings the settings of {@link dev.capstan.engine.configuration.EngineConfiguration} by which it can be corrected,
     *     as configuration files name them, such as {@code server.portOverrides}. A host that has a way of its own to give
     *     such a setting names that way beside the message.
     */
    public InvalidSettingException(String message, Collection<String> settings) {
        super(message);
        this.settings = new TreeSet<>(settings);
    }

    /** The settings by which it can be corrected; empty when none is known. */
    public Set<String> settings() {
        return Set.copyOf(settings);
    }
}
