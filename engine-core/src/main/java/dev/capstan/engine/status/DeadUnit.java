package dev.capstan.engine.status;

import dev.capstan.document.diagnostic.Diagnostic;
import java.util.List;

/**
 * A unit of a served document that is left out.
 *
 * @param adapter the namespace of the adapter that would have it
 * @param name its published name
 * @param place where it stands, as {@code file:line:column}
 * @param pointer JSON pointer of the unit in its document
 * @param reasons why; each is among the document's diagnostics too, possibly at the place of what the unit calls
 */
public record DeadUnit(String adapter, String name, String place, String pointer, List<Diagnostic> reasons) {}
