/**
 * What a unit does: its behaviour, its steps, mappings and outputs, whatever surface exposes it.
 */
@NullMarked
package dev.capstan.document.link.internal.unit;

import org.jspecify.annotations.NullMarked;
