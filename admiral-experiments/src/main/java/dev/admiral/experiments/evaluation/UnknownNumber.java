package dev.admiral.experiments.evaluation;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdScalarSerializer;

/** NaN, for which JSON has no number, as {@code null}. */
final class UnknownNumber {
  private UnknownNumber() {}

  static SimpleModule module() {
    SimpleModule module = new SimpleModule("unknown-number");
    module.addSerializer(double.class, new Writer());
    module.addDeserializer(double.class, new Reader());
    return module;
  }

  private static final class Writer extends StdScalarSerializer<Double> {
    Writer() {
      super(Double.class);
    }

    @Override
    public void serialize(Double value, JsonGenerator out, SerializationContext context) {
      if (value.isNaN()) {
        out.writeNull();
      } else {
        out.writeNumber(value);
      }
    }
  }

  private static final class Reader extends StdScalarDeserializer<Double> {
    Reader() {
      super(double.class);
    }

    @Override
    public Double deserialize(JsonParser in, DeserializationContext context) {
      return in.hasToken(JsonToken.VALUE_NULL) ? Double.NaN : _parseDoublePrimitive(in, context);
    }

    @Override
    public Double getNullValue(DeserializationContext context) {
      return Double.NaN;
    }
  }
}
