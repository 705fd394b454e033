/**
 * Judging a document by the schemas of its format: {@link dev.capstan.validator.DocumentValidator}. Loading and linting use
 * the same judgement. Nothing here reads configuration or prints.
 */
@NullMarked
package dev.capstan.validator;

import org.jspecify.annotations.NullMarked;
