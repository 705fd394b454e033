package dev.capstan.document.link.internal.name;

import dev.capstan.document.syntax.NearestName;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How the values of {@code with} refer to arguments at one place of a document.
 *
 * @param own what may stand before an argument's name: the adapter's namespace and its surface, or the aggregate's namespace
 * @param foreign what looks like a qualifier and is none here, such as {@code tools} in a REST adapter
 * @param isBareNameArgument whether an argument's bare name means the argument, as in an aggregate function
 */
public record Qualifiers(List<String> own, Set<String> foreign, boolean isBareNameArgument) {
    /** Those of an adapter. */
    public static Qualifiers ofAdapter(String namespace, Surface surface) {
        return new Qualifiers(
                List.of(namespace, surface.word()),
                Set.of(surface == Surface.REST ? Surface.TOOLS.word() : Surface.REST.word()),
                false);
    }

    /** Those of the functions of an aggregate, in a document with these adapters. */
    public static Qualifiers ofAggregate(String namespace, Set<String> adapterNamespaces) {
        Set<String> others = new LinkedHashSet<>(adapterNamespaces);
        others.add(Surface.REST.word());
        others.add(Surface.TOOLS.word());
        others.remove(namespace);
        return new Qualifiers(List.of(namespace), Set.copyOf(others), true);
    }

    /** The argument's name behind one of the own qualifiers; null when the text begins with none of them. */
    @Nullable
    String argument(String text) {
        for (String qualifier : own) {
            if (isQualified(text, qualifier)) {
                return text.substring(qualifier.length() + 1);
            }
        }
        return null;
    }

    /** The qualifier that the text begins with though it means nothing here; null when there is none. */
    @Nullable
    String foreign(String text) {
        for (String qualifier : foreign) {
            if (isQualified(text, qualifier)) {
                return qualifier;
            }
        }
        return null;
    }

    /** What a text was probably meant to be: a qualifier that is misspelt, before an argument's name; null when it is none. */
    @Nullable
    String misspelt(String text, ArgumentScope arguments) {
        int dot = text.indexOf('.');
        if (dot < 1 || !arguments.isKnown(text.substring(dot + 1))) {
            return null;
        }
        String written = text.substring(0, dot);
        for (String qualifier : own) {
            if (!foreign.contains(written) && NearestName.isMisspelling(written, qualifier)) {
                return qualifier + text.substring(dot);
            }
        }
        return null;
    }

    private static boolean isQualified(String text, String qualifier) {
        return text.startsWith(qualifier)
                && text.length() > qualifier.length() + 1
                && text.charAt(qualifier.length()) == '.';
    }
}
