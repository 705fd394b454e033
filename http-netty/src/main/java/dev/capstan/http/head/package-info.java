/** Header fields: views of decoded ones, names and values, media types. */
@NullMarked
package dev.capstan.http.head;

import org.jspecify.annotations.NullMarked;
