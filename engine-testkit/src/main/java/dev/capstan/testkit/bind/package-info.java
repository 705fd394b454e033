/** What every {@link dev.capstan.engine.spi.bind.BindProvider} keeps to, as a test to extend. */
@NullMarked
package dev.capstan.testkit.bind;

import org.jspecify.annotations.NullMarked;
