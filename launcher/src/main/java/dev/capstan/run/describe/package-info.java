/** What documents offer, need and serve, and what is wrong with them, as text and as JSON. */
@NullMarked
package dev.capstan.run.describe;

import org.jspecify.annotations.NullMarked;
