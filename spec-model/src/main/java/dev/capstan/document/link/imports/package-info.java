/**
 * Finding the files that a document imports APIs from, each read once.
 */
@NullMarked
package dev.capstan.document.link.imports;

import org.jspecify.annotations.NullMarked;
