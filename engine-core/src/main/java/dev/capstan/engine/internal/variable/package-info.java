/**
 * Reading files of variables.
 */
@NullMarked
package dev.capstan.engine.internal.variable;

import org.jspecify.annotations.NullMarked;
