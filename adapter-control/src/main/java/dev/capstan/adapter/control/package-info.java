/**
 * Serves the control ports of documents: whether a document is live and ready, what became of its parts, and judgement of documents
 * that are sent. Nothing here calls an upstream. What is served on which listener is the transport's.
 */
@NullMarked
package dev.capstan.adapter.control;

import org.jspecify.annotations.NullMarked;
