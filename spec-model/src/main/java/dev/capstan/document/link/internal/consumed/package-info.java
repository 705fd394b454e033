/**
 * What a document consumes: APIs, their operations, what feeds each input of a request and its body, and their credentials.
 */
@NullMarked
package dev.capstan.document.link.internal.consumed;

import org.jspecify.annotations.NullMarked;
