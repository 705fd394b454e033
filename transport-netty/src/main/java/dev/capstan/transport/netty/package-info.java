/** The transport on Netty: what adapters obtain it from. */
@NullMarked
package dev.capstan.transport.netty;

import org.jspecify.annotations.NullMarked;
