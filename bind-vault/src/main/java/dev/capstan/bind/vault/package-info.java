/** Variables in HashiCorp Vault. */
@NullMarked
package dev.capstan.bind.vault;

import org.jspecify.annotations.NullMarked;
