/** YAML 1.2 with the core schema, read straight into JSON values. */
@NullMarked
package dev.capstan.format.text.internal.yaml;

import org.jspecify.annotations.NullMarked;
