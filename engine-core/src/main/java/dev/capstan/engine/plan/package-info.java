/**
 * What a document was compiled to, as adapters see it: units to call, with their arguments by index. Immutable.
 */
@NullMarked
package dev.capstan.engine.plan;

import org.jspecify.annotations.NullMarked;
