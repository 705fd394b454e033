/**
 * YAML 1.2 as a tree of nodes that know their place. Reading is safe: no tags that build objects, bounded depth, size and
 * alias expansion, duplicate keys refused. What the keys mean is not known here.
 */
@NullMarked
package dev.capstan.document.yaml;

import org.jspecify.annotations.NullMarked;
