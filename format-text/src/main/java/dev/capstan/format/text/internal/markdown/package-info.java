/** The front matter, tables and sections of a Markdown document. */
@NullMarked
package dev.capstan.format.text.internal.markdown;

import org.jspecify.annotations.NullMarked;
