/** What bind providers share that ask servers for secrets. */
@NullMarked
package dev.capstan.bind.support;

import org.jspecify.annotations.NullMarked;
