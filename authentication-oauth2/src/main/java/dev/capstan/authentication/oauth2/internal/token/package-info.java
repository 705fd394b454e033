/** What all tokens have in common: claims, the rules for them, and verdicts. */
@NullMarked
package dev.capstan.authentication.oauth2.internal.token;

import org.jspecify.annotations.NullMarked;
