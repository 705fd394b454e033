package dev.capstan.languageserver.internal.document;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.languageserver.internal.symbol.SymbolKind;
import dev.capstan.languageserver.internal.text.EditorText;
import dev.capstan.languageserver.internal.text.TextRange;
import dev.capstan.linter.LintOutcome;
import dev.capstan.linter.fix.NewFindings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Gives what is named at a place another name, everywhere in the document. Used by one thread. */
final class Renaming {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*");

    /** What YAML reads as something else than text. */
    private static final Pattern NO_TEXT = Pattern.compile("(?i)true|false|null|yes|no|on|off|y|n");

    private final EditorText text;
    private final NamedPlaces names;

    Renaming(EditorText text, NamedPlaces names) {
        this.text = text;
        this.names = names;
    }

    /**
     * Checks that the name at a place can be changed.
     *
     * @param target what is named there; null when nothing is
     * @throws RenameRefusedException when it cannot
     */
    static NamedPlaces.Target check(NamedPlaces.@Nullable Target target) throws RenameRefusedException {
        if (target == null) {
            throw new RenameRefusedException("nothing that the document declares is named here");
        }
        if (target.kind() == SymbolKind.PARAMETER) {
            throw new RenameRefusedException("a parameter is called as the API calls it");
        }
        if (target.file() != null) {
            throw new RenameRefusedException(
                    "this is declared in " + target.file().getFileName() + "; rename it there");
        }
        return target;
    }

    /**
     * Everywhere that the name has to be replaced.
     *
     * @param before what is found in the document
     * @param linter lints a text in the document's place
     * @throws RenameRefusedException when something new would be found in the document
     */
    List<TextRange> places(
            NamedPlaces.Target target, String name, LintOutcome before, Function<String, LintOutcome> linter)
            throws RenameRefusedException {
        if (!NAME.matcher(name).matches() || NO_TEXT.matcher(name).matches()) {
            throw new RenameRefusedException("a name starts with a letter and holds letters, digits, - and _ only");
        }
        List<TextRange> places = names.of(target, true);
        List<Diagnostic> added = new NewFindings(before).in(linter.apply(renamed(places, name)));
        if (!added.isEmpty()) {
            Diagnostic first = added.get(0);
            throw new RenameRefusedException(
                    "with that name, line " + first.range().line() + " would be wrong: " + first.message());
        }
        return places;
    }

    private String renamed(List<TextRange> places, String name) {
        List<TextRange> backwards = new ArrayList<>(places);
        Collections.reverse(backwards);
        StringBuilder changed = new StringBuilder(text.source().text());
        for (TextRange place : backwards) {
            changed.replace(text.offset(place.start()), text.offset(place.end()), name);
        }
        return changed.toString();
    }
}
