/**
 * How script steps run: one {@link dev.capstan.engine.spi.script.ScriptRunner} for each language, found with
 * {@link java.util.ServiceLoader}.
 */
@NullMarked
package dev.capstan.engine.spi.script;

import org.jspecify.annotations.NullMarked;
