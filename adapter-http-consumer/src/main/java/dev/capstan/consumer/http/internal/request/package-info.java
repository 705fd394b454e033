/** What is sent: targets, header fields and bodies, written from parts that were compiled when the document was loaded. */
@NullMarked
package dev.capstan.consumer.http.internal.request;

import org.jspecify.annotations.NullMarked;
