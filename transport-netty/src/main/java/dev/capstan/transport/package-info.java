/**
 * Serving HTTP for adapters: listeners that are shared by address and port, routes, and the exchange of one request and
 * its reply. Adapters see these types and never a codec's.
 */
@NullMarked
package dev.capstan.transport;

import org.jspecify.annotations.NullMarked;
