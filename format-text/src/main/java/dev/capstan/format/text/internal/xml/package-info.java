/** XML: a parser without DTDs, and the JSON value that a document becomes. */
@NullMarked
package dev.capstan.format.text.internal.xml;

import org.jspecify.annotations.NullMarked;
