/** What texts cost the models that read them. */
@NullMarked
package dev.capstan.document.tokens;

import org.jspecify.annotations.NullMarked;
