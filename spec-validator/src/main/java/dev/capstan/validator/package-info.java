/**
 * What is wrong or doubtful in a document: {@link dev.capstan.validator.DocumentValidator} judges it by the schema, and
 * {@link dev.capstan.validator.DocumentLinter} by everything. Nothing here reads configuration or prints.
 */
@NullMarked
package dev.capstan.validator;

import org.jspecify.annotations.NullMarked;
