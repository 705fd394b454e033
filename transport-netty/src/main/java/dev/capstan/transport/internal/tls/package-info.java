/** TLS of listeners: their certificates, and who their clients have to be. */
@NullMarked
package dev.capstan.transport.internal.tls;

import org.jspecify.annotations.NullMarked;
