/** For tests of authenticators: requests, their outcomes, and the contract that all of them keep. */
@NullMarked
package dev.capstan.testkit.authentication;

import org.jspecify.annotations.NullMarked;
