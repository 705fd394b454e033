/**
 * One state of an open document and what editors ask of it: findings, completion, hover, definitions, quick fixes.
 */
@NullMarked
package dev.capstan.languageserver.internal.document;

import org.jspecify.annotations.NullMarked;
