/**
 * From text to YAML nodes, within limits: what is dangerous or no YAML is a diagnostic at its place.
 */
@NullMarked
package dev.capstan.document.yaml.reader;

import org.jspecify.annotations.NullMarked;
