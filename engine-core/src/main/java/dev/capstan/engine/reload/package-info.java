/**
 * What a reload comes to: what became of each document when it was read anew.
 */
@NullMarked
package dev.capstan.engine.reload;

import org.jspecify.annotations.NullMarked;
