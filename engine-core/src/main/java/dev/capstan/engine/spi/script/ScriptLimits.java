package dev.capstan.engine.spi.script;

import java.time.Duration;

/**
 * What one run of a script may take.
 *
 * @param timeout the most time from the start of the run
 * @param statements the most statements; binds the languages that can count them
 * @param allocatedBytes the most bytes that a run may allocate in all, garbage included; looked at every few milliseconds, so that
 *     a run can pass it by as much as it allocates meanwhile. Without effect on JVMs that do not count what a thread allocates
 * @param resultBytes the most bytes that the result may have as JSON text
 * @param resultDepth the most levels of objects and arrays in the result
 */
public record ScriptLimits(
        Duration timeout, long statements, long allocatedBytes, long resultBytes, int resultDepth) {}
