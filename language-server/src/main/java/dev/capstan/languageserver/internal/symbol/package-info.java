/**
 * What a document declares, and what a place in it can refer to.
 */
@NullMarked
package dev.capstan.languageserver.internal.symbol;

import org.jspecify.annotations.NullMarked;
