/**
 * What is wrong or doubtful in a document: {@link dev.capstan.validator.DocumentValidator} judges it by the schema.
 */
@NullMarked
package dev.capstan.validator;

import org.jspecify.annotations.NullMarked;
