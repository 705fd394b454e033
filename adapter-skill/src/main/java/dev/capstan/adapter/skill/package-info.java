/**
 * Serves the skills of documents: what they are for, their files, and where the operations and tools that they offer are
 * called. What is served on which listener is the transport's.
 */
@NullMarked
package dev.capstan.adapter.skill;

import org.jspecify.annotations.NullMarked;
