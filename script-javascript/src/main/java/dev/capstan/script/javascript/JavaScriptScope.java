package dev.capstan.script.javascript;

import dev.capstan.engine.spi.script.ScriptException;
import dev.capstan.script.internal.polyglot.GuestScope;
import dev.capstan.script.internal.run.ResultBuilder;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Values are copied in as JSON text, which the language reads faster than members can be set from outside. */
final class JavaScriptScope extends GuestScope {
    private static final long MOST_EXACT = (1L << 53) - 1;
    private static final DateTimeFormatter ISO =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter().withZone(ZoneOffset.UTC);

    /** Values come from texts whose depth was limited when they were read, to more than Jackson would write by itself. */
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamWriteConstraints(StreamWriteConstraints.builder()
                            .maxNestingDepth(10_000)
                            .build())
                    .build())
            .build();

    private final Value parse;
    private final Value bigInt;

    JavaScriptScope(Context context) {
        super(context, "js");
        globals().removeMember("Java");
        parse = globals().getMember("JSON").getMember("parse");
        bigInt = globals().getMember("BigInt");
    }

    @Override
    public String home() {
        return "";
    }

    @Override
    public boolean isBuiltIn(String name) {
        return globals().hasMember(name);
    }

    @Override
    public Value copyIn(JsonNode value) {
        if (isLarge(value)) {
            return bigInt.execute(value.bigIntegerValue().toString());
        }
        Value copy = parse.execute(JSON.writeValueAsString(value));
        if (holdsLarge(value)) {
            makeExact(value, copy);
        }
        return copy;
    }

    /** Integers that JavaScript's numbers would round become BigInts. */
    private void makeExact(JsonNode value, Value copy) {
        if (value.isObject()) {
            value.forEachEntry((name, member) -> {
                if (isLarge(member)) {
                    copy.putMember(name, bigInt.execute(member.bigIntegerValue().toString()));
                } else if (member.isContainer()) {
                    makeExact(member, copy.getMember(name));
                }
            });
        } else if (value.isArray()) {
            for (int at = 0; at < value.size(); at++) {
                JsonNode element = value.get(at);
                if (isLarge(element)) {
                    copy.setArrayElement(at, bigInt.execute(element.bigIntegerValue().toString()));
                } else if (element.isContainer()) {
                    makeExact(element, copy.getArrayElement(at));
                }
            }
        }
    }

    private static boolean holdsLarge(JsonNode value) {
        if (isLarge(value)) {
            return true;
        }
        if (value.isContainer()) {
            for (JsonNode element : value) {
                if (holdsLarge(element)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isLarge(JsonNode value) {
        if (value.isInt() || !value.isIntegralNumber()) {
            return false;
        }
        return !value.canConvertToLong() || Math.abs(value.longValue()) > MOST_EXACT;
    }

    @Override
    public Value member(Value object, String name) {
        return object.getMember(name);
    }

    @Override
    public boolean isLeftOut(Value value) {
        return value.isNull() && value.toString().equals("undefined");
    }

    @Override
    public @Nullable JsonNode copyOut(Value value, ResultBuilder result) throws ScriptException {
        if (value.isInstant()) {
            return result.text(ISO.format(value.asInstant()));
        }
        if (value.hasArrayElements()) {
            return null;
        }
        return switch (typeName(value)) {
            case "symbol" -> throw result.notJson("is a symbol");
            case "Promise" -> throw result.notJson("is a promise, and scripts are not waited for");
            default -> null;
        };
    }

    private static String typeName(Value value) {
        Value type = value.getMetaObject();
        return type == null ? "" : type.getMetaSimpleName();
    }

    @Override
    public JsonNode copyNumber(Value value, ResultBuilder result) throws ScriptException {
        if (value.fitsInBigInteger() && typeName(value).equals("bigint")) {
            return result.integer(value.asBigInteger());
        }
        double number = value.asDouble();
        return number == 0 ? result.integer(0) : result.number(number);
    }
}
