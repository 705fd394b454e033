/** What bodies calls send. */
@NullMarked
package dev.capstan.endtoend.body;

import org.jspecify.annotations.NullMarked;
