/**
 * What whoever links says about the place where the document is to be served: which kinds of adapters, formats, languages and
 * schemes are there, and which liberties are taken.
 */
@NullMarked
package dev.capstan.document.link.installation;

import org.jspecify.annotations.NullMarked;
