/**
 * What schemes share: reading the Authorization field, comparing secrets, writing challenges, and the wording of refusals.
 * For authors of further schemes, too.
 */
@NullMarked
package dev.capstan.authentication.credential;

import org.jspecify.annotations.NullMarked;
