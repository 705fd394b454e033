/** What is fetched from the authorization server: its metadata, and whatever that names. */
@NullMarked
package dev.capstan.authentication.oauth2.internal.server;

import org.jspecify.annotations.NullMarked;
