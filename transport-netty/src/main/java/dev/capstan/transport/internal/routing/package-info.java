/** Who answers a request: the routes of a listener's owners, compiled to a trie. */
@NullMarked
package dev.capstan.transport.internal.routing;

import org.jspecify.annotations.NullMarked;
