/**
 * What both sides of HTTP share about TLS: reading keys and certificates from files, and the handshake's settings.
 */
@NullMarked
package dev.capstan.http.tls;

import org.jspecify.annotations.NullMarked;
