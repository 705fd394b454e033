package dev.capstan.benchmarks.macro;

/**
 * One target's turn.
 *
 * @param processorMicroseconds processor time of the server's process per completed request
 * @param residentBytes its memory at the round's end; 0 where the system does not tell
 */
record Round(Observation observation, double processorMicroseconds, long residentBytes) {}
