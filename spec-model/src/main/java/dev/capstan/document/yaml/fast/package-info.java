/**
 * A reader of the everyday subset of YAML, at several times the speed of a whole parser. It gives up at anything else and
 * never differs from the whole parser.
 */
@NullMarked
package dev.capstan.document.yaml.fast;

import org.jspecify.annotations.NullMarked;
