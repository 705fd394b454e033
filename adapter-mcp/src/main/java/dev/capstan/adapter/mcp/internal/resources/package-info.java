/** Resources: their URIs and templates, the files of folders, and reading them. Internal: no host may use it. */
@NullMarked
package dev.capstan.adapter.mcp.internal.resources;

import org.jspecify.annotations.NullMarked;
