/**
 * The structure of a document while it is being written, when it may not be valid YAML.
 */
@NullMarked
package dev.capstan.languageserver.internal.outline;

import org.jspecify.annotations.NullMarked;
