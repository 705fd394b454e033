/** What every {@link dev.capstan.engine.spi.consumer.ConsumerProvider} keeps to, as a test to extend. */
@NullMarked
package dev.capstan.testkit.consumer;

import org.jspecify.annotations.NullMarked;
