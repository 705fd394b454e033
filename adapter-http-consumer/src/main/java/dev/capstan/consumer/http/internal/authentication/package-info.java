/** What authenticates requests to an upstream. */
@NullMarked
package dev.capstan.consumer.http.internal.authentication;

import org.jspecify.annotations.NullMarked;
