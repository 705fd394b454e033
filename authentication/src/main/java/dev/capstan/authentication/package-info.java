/**
 * Authentication of callers with credentials that are known beforehand: basic, bearer, apikey and digest. Found with
 * {@link java.util.ServiceLoader}.
 */
@NullMarked
package dev.capstan.authentication;

import org.jspecify.annotations.NullMarked;
