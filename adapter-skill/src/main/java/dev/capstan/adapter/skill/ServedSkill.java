package dev.capstan.adapter.skill;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.capstan.document.files.FolderListing;
import dev.capstan.document.linked.LinkedSkill;
import dev.capstan.document.yaml.YamlMapping;
import dev.capstan.transport.HttpExchange;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A skill and what callers learn of it. Immutable. */
final class ServedSkill {
    /** The file that says what a skill is; made from the entry where the folder has none. */
    static final String PAGE = "SKILL.md";

    private static final Set<String> FIELDS = Set.of(
            "name",
            "description",
            "license",
            "compatibility",
            "metadata",
            "allowed-tools",
            "argument-hint",
            "user-invocable",
            "disable-model-invocation");

    private final LinkedSkill linked;
    private final List<ServedTool> tools;
    private final boolean hasOwnPage;

    ServedSkill(LinkedSkill linked, List<ServedTool> tools) {
        this.linked = linked;
        this.tools = List.copyOf(tools);
        this.hasOwnPage = linked.files().file(PAGE) != null;
    }

    String name() {
        return linked.name();
    }

    /** Its folder; null when it has none. */
    @Nullable
    Path folder() {
        return linked.folder();
    }

    /** The files of its folder, in the order of their paths. */
    List<FolderListing.File> files() {
        return linked.files().files();
    }

    /** The file of that path below its folder; null when there is none. */
    FolderListing.@Nullable File file(String path) {
        return linked.files().file(path);
    }

    /** Whether {@link #PAGE} is made from the entry, and lies in no folder. */
    boolean isPageGenerated() {
        return !hasOwnPage;
    }

    /** The generated page, for whoever asks. */
    byte[] page(TargetUrls urls, HttpExchange exchange) {
        return new SkillPage(fields(), name(), linked.declaration().description(), tools, urls, exchange)
                .text()
                .getBytes(UTF_8);
    }

    /** Its line in the list of all skills. */
    ObjectNode summary() {
        ObjectNode summary = JsonNodeFactory.instance.objectNode().put("name", name());
        summary.put("description", linked.declaration().description());
        if (linked.declaration().license() != null) {
            summary.put("license", linked.declaration().license());
        }
        ArrayNode names = summary.putArray("tools");
        tools.forEach(tool -> names.add(tool.name()));
        return summary;
    }

    /** All about it, for whoever asks. */
    ObjectNode description(TargetUrls urls, HttpExchange exchange) {
        ObjectNode description = fields();
        ArrayNode all = description.putArray("tools");
        for (ServedTool tool : tools) {
            ServedTool.Target target = tool.target();
            String url = target == null ? null : urls.url(target, exchange);
            if (target != null && url == null) {
                continue;
            }
            ObjectNode one = all.addObject().put("name", tool.name());
            if (tool.description() != null) {
                one.put("description", tool.description());
            }
            if (target == null) {
                one.put("type", "instruction").put("instruction", tool.instruction());
                continue;
            }
            ObjectNode reference = one.put("type", "derived")
                    .putObject("invocationRef")
                    .put("targetNamespace", target.adapter().namespace())
                    .put("action", target.unit().name())
                    .put("mode", target.mode())
                    .put("url", url);
            if (target.method() != null) {
                reference.put("method", target.method()).put("path", target.path());
            }
        }
        return description;
    }

    /** The entry's fields as the document has them; where its files lie is its own business. */
    private ObjectNode fields() {
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        for (YamlMapping.Entry entry : linked.declaration().node().entries()) {
            if (FIELDS.contains(entry.name())) {
                fields.set(entry.name(), entry.value().toJson());
            }
        }
        return fields;
    }

    /** Its files, {@code page} among them where it is generated. */
    ObjectNode contents(TargetUrls urls, HttpExchange exchange) {
        List<FolderListing.File> all = new ArrayList<>(files());
        if (isPageGenerated()) {
            all.add(new FolderListing.File(PAGE, page(urls, exchange).length));
            all.sort(Comparator.comparing(FolderListing.File::path));
        }
        ObjectNode contents = JsonNodeFactory.instance.objectNode().put("name", name());
        ArrayNode list = contents.putArray("files");
        for (FolderListing.File file : all) {
            list.addObject()
                    .put("path", file.path())
                    .put("size", file.size())
                    .put("type", SkillFiles.type(file.path()));
        }
        return contents;
    }
}
