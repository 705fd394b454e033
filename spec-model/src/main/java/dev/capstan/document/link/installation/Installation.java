package dev.capstan.document.link.installation;

import org.jspecify.annotations.Nullable;

/**
 * What can be served, called, decoded and run: the providers that an engine has. Linking asks it in one place, so that lint and
 * loading agree.
 */
public interface Installation {
    /** What the standard distribution has. */
    Installation STANDARD = new StandardInstallation();

    /** Whether adapters of that type are served over that transport. */
    boolean serves(String adapterType, String transport);

    /** Whether APIs of that type are called. */
    boolean consumes(String type);

    /** Whether responses of that format are decoded. */
    boolean decodes(String format);

    /** Why scripts of that language are not run, as the end of a sentence that names them; null when they are. */
    @Nullable
    String scriptRefusal(String language);

    /** Whether variables are read from locations of that URI scheme. */
    boolean readsBinds(String scheme);

    /** Whether callers are authenticated by that scheme. */
    boolean authenticates(String scheme);
}
