/** Bodies on their way: queues with back-pressure, and content codings. */
@NullMarked
package dev.capstan.http.body;

import org.jspecify.annotations.NullMarked;
