/**
 * What a name means where it stands: arguments, steps, variables and qualified names, and the templates that hold them.
 */
@NullMarked
package dev.capstan.document.link.internal.name;

import org.jspecify.annotations.NullMarked;
