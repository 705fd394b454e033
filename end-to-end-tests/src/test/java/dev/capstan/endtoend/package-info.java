/** What documents mean, seen from outside: what the upstream received and what the client got. */
@NullMarked
package dev.capstan.endtoend;

import org.jspecify.annotations.NullMarked;
