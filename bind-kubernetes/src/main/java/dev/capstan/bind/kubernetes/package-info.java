/** Variables in Kubernetes secrets. */
@NullMarked
package dev.capstan.bind.kubernetes;

import org.jspecify.annotations.NullMarked;
