/** Formats of answers that are text: CSV, TSV, PSV, XML, YAML, Markdown and plain text. */
@NullMarked
package dev.capstan.format.text;

import org.jspecify.annotations.NullMarked;
