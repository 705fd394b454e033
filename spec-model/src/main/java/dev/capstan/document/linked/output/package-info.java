/**
 * What a reply looks like: how it is taken from the answer or made of outputs.
 */
@NullMarked
package dev.capstan.document.linked.output;

import org.jspecify.annotations.NullMarked;
