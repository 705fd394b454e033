/**
 * Reading files that documents or users name, within limits: {@link dev.capstan.document.file.BoundedFileReader}.
 */
@NullMarked
package dev.capstan.document.file;

import org.jspecify.annotations.NullMarked;
