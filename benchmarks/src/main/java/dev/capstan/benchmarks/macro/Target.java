package dev.capstan.benchmarks.macro;

import dev.capstan.benchmarks.load.LoadRequest;
import dev.capstan.benchmarks.process.ServerProcess;

/**
 * Something to measure.
 *
 * @param name what the report calls it
 * @param server the process whose time and memory count
 * @param request what is sent
 */
record Target(String name, ServerProcess server, LoadRequest request) {}
