package dev.capstan.adapter.skill;

import dev.capstan.document.files.FolderListing;
import dev.capstan.document.syntax.NearestName;
import dev.capstan.engine.exchange.Body;
import dev.capstan.engine.exchange.Json;
import dev.capstan.http.head.MediaType;
import dev.capstan.http.uri.PercentDecoder;
import dev.capstan.transport.HttpExchange;
import dev.capstan.transport.PathMatch;
import io.netty.buffer.Unpooled;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Answers the requests to the skills of one adapter. Immutable. */
final class SkillEndpoints {
    private static final String JSON = MediaType.JSON;

    private final Map<String, ServedSkill> skills;
    private final TargetUrls urls;
    private final SkillFiles files;
    private final byte[] list;

    SkillEndpoints(List<ServedSkill> skills, TargetUrls urls, SkillFiles files) {
        Map<String, ServedSkill> byName = new LinkedHashMap<>();
        skills.forEach(skill -> byName.put(skill.name(), skill));
        this.skills = Collections.unmodifiableMap(byName);
        this.urls = urls;
        this.files = files;
        ObjectNode all = JsonNodeFactory.instance.objectNode().put("count", skills.size());
        ArrayNode summaries = all.putArray("skills");
        skills.forEach(skill -> summaries.add(skill.summary()));
        this.list = Json.writeBytes(all);
    }

    /** All skills. */
    void list(HttpExchange exchange, PathMatch match) {
        send(exchange, JSON, list);
    }

    /** One skill, its tools included. */
    void describe(HttpExchange exchange, PathMatch match) {
        ServedSkill skill = skill(exchange, match);
        if (skill != null) {
            send(exchange, JSON, Json.writeBytes(skill.description(urls, exchange)));
        }
    }

    /** The files of a skill. */
    void contents(HttpExchange exchange, PathMatch match) {
        ServedSkill skill = skill(exchange, match);
        if (skill != null) {
            send(exchange, JSON, Json.writeBytes(skill.contents(urls, exchange)));
        }
    }

    /** One file of a skill. */
    void file(HttpExchange exchange, PathMatch match) {
        ServedSkill skill = skill(exchange, match);
        if (skill == null) {
            return;
        }
        String path = path(match.rest());
        Path folder = skill.folder();
        FolderListing.File file = path == null ? null : skill.file(path);
        if (file != null && folder != null) {
            files.send(exchange, folder, file);
        } else if (ServedSkill.PAGE.equals(path)) {
            SkillFiles.confine(exchange);
            send(exchange, SkillFiles.contentType(ServedSkill.PAGE), skill.page(urls, exchange));
        } else {
            exchange.fail(404, "unknown-file", "the skill \"" + skill.name() + "\" has no such file");
        }
    }

    /** All files of a skill in one archive. */
    void download(HttpExchange exchange, PathMatch match) {
        ServedSkill skill = skill(exchange, match);
        if (skill != null) {
            files.sendZip(exchange, skill, skill.isPageGenerated() ? skill.page(urls, exchange) : null);
        }
    }

    private @Nullable ServedSkill skill(HttpExchange exchange, PathMatch match) {
        String name = match.value(0);
        ServedSkill skill = skills.get(name);
        if (skill == null) {
            String nearest = NearestName.among(name, skills.keySet());
            exchange.fail(
                    404,
                    "unknown-skill",
                    "there is no skill of that name" + (nearest == null ? "" : "; did you mean \"" + nearest + "\"?"));
        }
        return skill;
    }

    /** The path of a file, decoded piece by piece, so that an encoded slash separates nothing; null when there can be none. */
    private static @Nullable String path(String raw) {
        StringBuilder path = new StringBuilder();
        for (String piece : raw.split("/", -1)) {
            String decoded = PercentDecoder.decode(piece, 0, piece.length(), false);
            if (decoded == null || decoded.indexOf('/') >= 0) {
                return null;
            }
            path.append(path.isEmpty() ? "" : "/").append(decoded);
        }
        return path.toString();
    }

    private static void send(HttpExchange exchange, String type, byte[] bytes) {
        exchange.reply(200).header("content-type", type).send(Body.of(Unpooled.wrappedBuffer(bytes)));
    }
}
