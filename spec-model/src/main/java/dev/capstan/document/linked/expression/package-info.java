/**
 * What is evaluated at call time: values, references, templates, paths.
 */
@NullMarked
package dev.capstan.document.linked.expression;

import org.jspecify.annotations.NullMarked;
