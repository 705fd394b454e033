/**
 * Messages in, messages out. What is reported of a document is decided in {@link
 * dev.capstan.languageserver.internal.document}.
 */
@NullMarked
package dev.capstan.languageserver.internal.protocol;

import org.jspecify.annotations.NullMarked;
