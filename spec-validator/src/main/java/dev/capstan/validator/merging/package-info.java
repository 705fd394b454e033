/**
 * What the schema, linking and rules find in a document, brought together so that each mistake is reported once: {@link
 * dev.capstan.validator.merging.FindingMerger}.
 */
@NullMarked
package dev.capstan.validator.merging;

import org.jspecify.annotations.NullMarked;
