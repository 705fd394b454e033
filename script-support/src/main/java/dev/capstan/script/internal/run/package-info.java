/** What the runners of all languages share: the threads that scripts run on, their limits, and the building of results. */
@NullMarked
package dev.capstan.script.internal.run;

import org.jspecify.annotations.NullMarked;
