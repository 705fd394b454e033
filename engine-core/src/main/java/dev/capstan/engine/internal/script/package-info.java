/** Where scripts run. Internal: no host may use it. */
@NullMarked
package dev.capstan.engine.internal.script;

import org.jspecify.annotations.NullMarked;
