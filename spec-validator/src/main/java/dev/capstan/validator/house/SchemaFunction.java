package dev.capstan.validator.house;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.capstan.spec.yaml.YamlNode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A value is valid by a JSON Schema (2020-12 unless it says otherwise). What is not there passes.
 *
 * @param schema compiled
 */
record SchemaFunction(Schema schema) implements HouseFunction {
    /** Compiles a schema; throws what the library throws when it is none. */
    static SchemaFunction of(JsonNode schema) {
        Schema compiled = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schema);
        compiled.initializeValidators();
        return new SchemaFunction(compiled);
    }

    @Override
    public @Nullable String check(@Nullable YamlNode value) {
        if (value == null) {
            return null;
        }
        List<Error> errors = schema.validate(value.toJson());
        if (errors.isEmpty()) {
            return null;
        }
        Error first = errors.get(0);
        String where = first.getInstanceLocation().toString();
        return "is not valid: " + (where.isEmpty() || where.equals("/") || where.equals("$") ? "" : where + " ")
                + first.getMessage();
    }
}
