/** What every {@link dev.capstan.engine.spi.adapter.ServerAdapterProvider} keeps to, as tests to extend. */
@NullMarked
package dev.capstan.testkit.adapter;

import org.jspecify.annotations.NullMarked;
