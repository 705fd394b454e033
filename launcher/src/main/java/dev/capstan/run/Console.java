package dev.capstan.run;

import java.io.PrintStream;

/**
 * Where a command writes.
 *
 * @param out results
 * @param err everything else
 */
record Console(PrintStream out, PrintStream err) {}
