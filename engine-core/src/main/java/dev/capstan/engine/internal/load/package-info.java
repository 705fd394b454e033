/** Reading documents and finding the values of their variables. Internal: no host may use it. */
@NullMarked
package dev.capstan.engine.internal.load;

import org.jspecify.annotations.NullMarked;
