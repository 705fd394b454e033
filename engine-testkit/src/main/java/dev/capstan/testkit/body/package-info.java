/** What everything that publishes the bytes of a {@link dev.capstan.engine.exchange.Body} keeps to, as a test to extend. */
@NullMarked
package dev.capstan.testkit.body;

import org.jspecify.annotations.NullMarked;
