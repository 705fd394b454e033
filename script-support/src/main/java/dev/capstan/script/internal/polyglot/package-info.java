/** What the runners of languages on GraalVM share: one engine, a fresh and confined context for each run, values and failures. */
@NullMarked
package dev.capstan.script.internal.polyglot;

import org.jspecify.annotations.NullMarked;
