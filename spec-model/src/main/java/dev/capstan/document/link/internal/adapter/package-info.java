/**
 * What a document exposes: units by surface, with the arguments that the surface derives, and who may call.
 */
@NullMarked
package dev.capstan.document.link.internal.adapter;

import org.jspecify.annotations.NullMarked;
