package dev.capstan.document.link.internal.unit;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.files.UnusableFileException;
import dev.capstan.document.linked.LinkedStep;
import dev.capstan.document.linked.ScriptDefaults;
import dev.capstan.document.model.Step;
import dev.capstan.document.yaml.YamlNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds the files of script steps, and the language that they are in. */
record ScriptLinker(LinkContext context, String unit) {
    /** The script of a step; null when it cannot run, and {@code problems} says why. */
    LinkedStep.@Nullable LinkedScript link(Step step, String name, List<Diagnostic> problems) {
        ScriptDefaults defaults = context.scripts();
        if (!defaults.isEnabled()) {
            problems.add(problem(step.node(), name, "runs a script, and management.scripting.enabled is false"));
            return null;
        }
        if (step.file() == null || step.file().isEmpty()) {
            problems.add(problem(step.node(), name, "has no file; write file: the script's name"));
            return null;
        }
        String location = step.location() != null ? step.location() : defaults.location();
        String language = language(step, step.file(), defaults);
        if (location == null) {
            problems.add(missingDefault(step, "location", "defaultLocation"));
        }
        if (language == null) {
            problems.add(missingDefault(step, "language", "defaultLanguage"));
        }
        if (location == null || language == null) {
            return null;
        }
        if (!defaults.allowed().isEmpty() && !defaults.allowed().contains(language)) {
            problems.add(problem(
                    step.node().at("language"),
                    name,
                    "is in " + language + ", which management.scripting.allowedLanguages does not allow"));
            return null;
        }
        String refusal = context.installation().scriptRefusal(language);
        if (refusal != null) {
            problems.add(problem(step.node().at("language"), name, "is in " + language + ", " + refusal));
            return null;
        }
        return files(step, name, location, language, problems);
    }

    private LinkedStep.@Nullable LinkedScript files(
            Step step, String name, String location, String language, List<Diagnostic> problems) {
        Path folder;
        try {
            folder = context.files().folder(location);
        } catch (UnusableFileException e) {
            problems.add(problem(
                    step.node().at("location"), name, "names the folder " + location + ", which " + e.getMessage()));
            return null;
        }
        List<LinkedStep.ScriptFile> files = new ArrayList<>();
        List<String> names = new ArrayList<>(step.dependencies());
        names.add(String.valueOf(step.file()));
        boolean isComplete = true;
        for (String file : names) {
            try {
                files.add(new LinkedStep.ScriptFile(file, context.files().textBelow(folder, file)));
            } catch (UnusableFileException e) {
                YamlNode at = file.equals(step.file())
                        ? step.node().at("file")
                        : step.node().at("dependencies");
                problems.add(problem(at, name, "names the file \"" + file + "\", which " + e.getMessage()));
                isComplete = false;
            }
        }
        return isComplete ? new LinkedStep.LinkedScript(language, List.copyOf(files)) : null;
    }

    private static @Nullable String language(Step step, String file, ScriptDefaults defaults) {
        if (step.language() != null) {
            return step.language().toLowerCase(Locale.ROOT);
        }
        if (defaults.language() != null) {
            return defaults.language().toLowerCase(Locale.ROOT);
        }
        String ending = file.substring(file.lastIndexOf('.') + 1);
        return switch (ending) {
            case "js", "mjs" -> "javascript";
            case "py" -> "python";
            case "groovy" -> "groovy";
            default -> null;
        };
    }

    private Diagnostic missingDefault(Step step, String key, String setting) {
        return context.findings()
                .error(
                        "naftiko-script-defaults-required",
                        step.node().at("name"),
                        "the step has no " + key + "; add it, or management.scripting." + setting
                                + " on a control server");
    }

    private Diagnostic problem(YamlNode at, String step, String what) {
        return context.findings().error("script-unusable", at, "the step \"" + step + "\" of \"" + unit + "\" " + what);
    }
}
