/** The files and folders that documents name: found, confined, and read within limits. */
@NullMarked
package dev.capstan.document.files;

import org.jspecify.annotations.NullMarked;
