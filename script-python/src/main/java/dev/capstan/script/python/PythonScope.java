package dev.capstan.script.python;

import dev.capstan.engine.failure.InvalidSettingException;
import dev.capstan.engine.spi.script.ScriptException;
import dev.capstan.script.internal.polyglot.GuestScope;
import dev.capstan.script.internal.run.ResultBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Values are copied in one by one: dicts, lists, and what the languages have in common. */
final class PythonScope extends GuestScope {
    /** What values are made with; nothing of it stays in the scope. */
    private static final Source MAKERS = makers();

    private final Value builtIns;
    private final Value newDict;
    private final Value newList;
    private final Value integer;
    private final Value none;
    private final String home;

    PythonScope(Context context) {
        super(context, "python");
        Value makers = context.eval(MAKERS);
        builtIns = makers.getArrayElement(0);
        newDict = makers.getArrayElement(1);
        newList = makers.getArrayElement(2);
        integer = makers.getArrayElement(3);
        none = makers.getArrayElement(4);
        home = makers.getArrayElement(5).asString();
        if (home.length() <= 1) {
            throw new InvalidSettingException(
                    "Python's own library cannot be unpacked below " + System.getProperty("user.home")
                            + ": start the JVM with -Dpolyglot.engine.userResourceCache=FOLDER, a folder that it can write to");
        }
    }

    private static Source makers() {
        try {
            return Source.newBuilder(
                            "python",
                            "(__import__('builtins'), dict, list, lambda text: int(text, 16), None, __import__('sys').prefix)",
                            "makers")
                    .internal(true)
                    .build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String home() {
        return home;
    }

    @Override
    public boolean isBuiltIn(String name) {
        return builtIns.hasMember(name) || globals().hasMember(name);
    }

    @Override
    public Value copyIn(JsonNode value) {
        if (value.isObject()) {
            Value dict = newDict.execute();
            value.forEachEntry((name, member) -> dict.putHashEntry(name, member(member)));
            return dict;
        }
        if (value.isArray()) {
            Value list = newList.execute();
            Value append = list.getMember("append");
            for (JsonNode element : value) {
                append.execute(member(element));
            }
            return list;
        }
        return context().asValue(member(value));
    }

    private Object member(JsonNode value) {
        if (value.isContainer()) {
            return copyIn(value);
        }
        if (value.isBoolean()) {
            return value.booleanValue();
        }
        if (value.isIntegralNumber()) {
            return value.canConvertToLong()
                    ? (Object) value.longValue()
                    : integer.execute(value.bigIntegerValue().toString(16));
        }
        if (value.isNumber()) {
            return value.doubleValue();
        }
        return value.isNull() ? none : value.asString();
    }

    @Override
    public Value member(Value object, String name) {
        return object.getHashValue(name);
    }

    @Override
    public boolean isLeftOut(Value value) {
        return false;
    }

    @Override
    public @Nullable JsonNode copyOut(Value value, ResultBuilder result) throws ScriptException {
        if (value.hasHashEntries()) {
            return null;
        }
        if (value.hasBufferElements()) {
            throw result.notJson("is bytes");
        }
        if (value.canExecute() || value.hasArrayElements()) {
            return null;
        }
        Value type = value.getMetaObject();
        String name = type == null ? "object" : type.getMetaSimpleName();
        return switch (name) {
            case "set", "frozenset", "dict_keys", "dict_values" -> null;
            default -> throw result.notJson("is an object of the type " + name);
        };
    }

    @Override
    public JsonNode copyNumber(Value value, ResultBuilder result) throws ScriptException {
        if (value.fitsInBigInteger() && isInteger(value)) {
            BigInteger number = value.asBigInteger();
            return result.integer(number);
        }
        return result.number(value.asDouble());
    }

    private static boolean isInteger(Value value) {
        Value type = value.getMetaObject();
        return type != null && type.getMetaSimpleName().equals("int");
    }
}
