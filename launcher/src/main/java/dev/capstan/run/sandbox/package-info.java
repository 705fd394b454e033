/**
 * An upstream for trying documents out: no account, no network. It keeps what it is sent, and answers as a plain REST API
 * would. Knows nothing of documents but the paths that they call.
 */
@NullMarked
package dev.capstan.run.sandbox;

import org.jspecify.annotations.NullMarked;
