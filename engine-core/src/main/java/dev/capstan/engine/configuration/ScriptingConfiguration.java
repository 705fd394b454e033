package dev.capstan.engine.configuration;

import java.util.Set;

/**
 * What holds for script steps, whatever documents say.
 *
 * @param trustedLanguages languages whose runners cannot confine scripts and that are used all the same, such as
 *     {@code groovy}: their scripts can do whatever the process can
 * @param maxConcurrentRuns how many scripts run at once; 0 takes the number of processors
 */
public record ScriptingConfiguration(Set<String> trustedLanguages, int maxConcurrentRuns) {
    /** Confined languages only. */
    public static final ScriptingConfiguration DEFAULT = new ScriptingConfiguration(Set.of(), 0);
}
