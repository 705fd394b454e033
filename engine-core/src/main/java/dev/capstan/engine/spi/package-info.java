/**
 * What an adapter, a consumer or another extension implements; found with {@link java.util.ServiceLoader}. Types here
 * change only with {@link dev.capstan.engine.spi.SpiVersion}.
 *
 * <p>Threads: everything of one call happens on the event loop it was started on. Providers are created and closed on
 * the thread that builds or closes the engine.
 */
@NullMarked
package dev.capstan.engine.spi;

import org.jspecify.annotations.NullMarked;
