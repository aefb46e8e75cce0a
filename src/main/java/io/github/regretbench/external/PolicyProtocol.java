package io.github.regretbench.external;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.regretbench.bandit.Rules;
import io.github.regretbench.bandit.Setting;
import io.github.regretbench.gp.Prior;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The lines of the schema {@value #SCHEMA}; the package says what they mean. */
final class PolicyProtocol {
    static final String SCHEMA = "regretbench/policy/1";
    /** Figure 5a has 1000 arms: about 20 MB of text. */
    static final int MOST_ARMS_WITH_COVARIANCE = 1000;

    private static final JsonFactory JSON = JsonFactory.builder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER).build();
    private static final ObjectMapper READER = JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).disable(JsonParser.Feature.INCLUDE_SOURCE_IN_LOCATION).build();
    /** What Python and others write for numbers that JSON does not have. */
    private static final Pattern NO_JSON_NUMBER = Pattern.compile("[:\\[,]\\s*(NaN|-?Infinity|nan|-?inf|None|True|False)\\b");
    /** So much of a wrong line is quoted. */
    private static final int QUOTED = 80;

    private PolicyProtocol() {
    }

    /**
     * A reply to ask.
     *
     * @param arm an index
     * @param nanos what the program says it took
     */
    record Choice(int arm, OptionalLong nanos) {
    }

    /** Writes the fields of a message. */
    @FunctionalInterface
    private interface Fields {
        void write(JsonGenerator json) throws IOException;
    }

    static byte[] start(Setting setting, long seed) {
        Prior prior = setting.prior();
        return message("start", json -> {
            json.writeStringField("schema", SCHEMA);
            PriorJson.arms(json, prior.points());
            json.writeStringField("kernel", prior.kernel().toString());
            json.writeNumberField("noiseVariance", setting.noiseVariance());
            json.writeNumberField("horizon", setting.horizon());
            json.writeNumberField("delta", setting.model().delta());
            json.writeNumberField("seed", seed);
            if (!setting.rules().repeats()) {
                json.writeBooleanField("repeats", false);
            }
            if (!setting.rules().start().isEmpty()) {
                json.writeArrayFieldStart("known");
                for (Rules.Observation known : setting.rules().start()) {
                    json.writeStartObject();
                    json.writeNumberField("arm", known.arm());
                    json.writeNumberField("reward", known.reward());
                    json.writeEndObject();
                }
                json.writeEndArray();
            }
            if (prior.points().isIndexOnly() || prior.size() <= MOST_ARMS_WITH_COVARIANCE) {
                PriorJson.covariance(json, prior);
            }
        });
    }

    static byte[] ask(int t) {
        return message("ask", json -> json.writeNumberField("t", t));
    }

    static byte[] tell(int t, int arm, double reward) {
        return message("tell", json -> {
            json.writeNumberField("t", t);
            json.writeNumberField("arm", arm);
            json.writeNumberField("reward", reward);
        });
    }

    static byte[] end() {
        return message("end", json -> { });
    }

    private static byte[] message(String type, Fields fields) {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(line)) {
            json.writeStartObject();
            json.writeStringField("type", type);
            fields.write(json);
            json.writeEndObject();
            json.writeRaw('\n');
        } catch (IOException e) {
            throw new UncheckedIOException("an array of bytes cannot be written to", e);
        }
        return line.toByteArray();
    }

    /**
     * Checks the reply to start.
     *
     * @throws IllegalArgumentException with what is wrong and what was expected
     */
    static void ready(String line) {
        String expected = "{\"type\":\"ready\",\"schema\":\"" + SCHEMA + "\"}";
        JsonNode reply = object(line, "ready", expected);
        if (!SCHEMA.equals(reply.path("schema").asText())) {
            throw wrong(line, "its \"schema\" is " + reply.path("schema"), expected);
        }
    }

    /**
     * Reads the reply to ask.
     *
     * @param t the round
     * @param arms how many there are
     * @throws IllegalArgumentException with what is wrong and what was expected
     */
    static Choice arm(String line, int t, int arms) {
        String expected = "{\"type\":\"arm\",\"t\":%d,\"arm\":k} with k from 0 to %d".formatted(t, arms - 1);
        JsonNode reply = object(line, "arm", expected);
        JsonNode arm = reply.path("arm");
        JsonNode nanos = reply.path("nanos");
        boolean ofThisRound = reply.path("t").isMissingNode() || reply.path("t").isIntegralNumber() && reply.path("t").asLong() == t;
        boolean timed = nanos.isIntegralNumber() && nanos.canConvertToLong() && nanos.asLong() >= 0;
        if (!ofThisRound || !arm.isIntegralNumber() || !arm.canConvertToInt() || arm.asInt() < 0 || arm.asInt() >= arms
                || !timed && !nanos.isMissingNode()) {
            String difference = !ofThisRound ? "its \"t\" is " + reply.path("t") + ", not " + t
                    : !timed && !nanos.isMissingNode() ? "its \"nanos\" is " + nanos
                    : arm.isMissingNode() ? "it has no \"arm\"" : arm.isFloatingPointNumber() ? "its \"arm\" is " + arm + ", not a whole number"
                    : !arm.isNumber() ? "its \"arm\" is " + arm + ", not a number" : "there is no arm " + arm;
            throw wrong(line, difference, expected + (timed || nanos.isMissingNode() ? "" : ", and nanos a whole number >= 0"));
        }
        return new Choice(arm.asInt(), timed ? OptionalLong.of(nanos.asLong()) : OptionalLong.empty());
    }

    private static JsonNode object(String line, String type, String expected) {
        String difference;
        try {
            JsonNode reply = READER.readTree(line);
            if (reply != null && reply.isObject() && type.equals(reply.path("type").asText())) {
                return reply;
            }
            difference = reply == null || reply.isMissingNode() ? "the line is blank" : !reply.isObject() ? "that is no JSON object"
                    : reply.path("type").isMissingNode() ? "it has no \"type\"" : "its \"type\" is " + reply.path("type");
        } catch (JsonProcessingException e) {
            difference = notJson(line, e);
        }
        throw wrong(line, difference, expected);
    }

    /** What makes a line no JSON, where it may look as if it were. */
    private static String notJson(String line, JsonProcessingException e) {
        if (line.startsWith("\uFEFF")) {
            return "it begins with a byte order mark (U+FEFF), which cannot be seen; write UTF-8 without one";
        }
        Matcher constant = NO_JSON_NUMBER.matcher(line);
        if (constant.find()) {
            return constant.group(1) + " is no JSON; write null or leave the key out";
        }
        Object where = e.getLocation() == null ? "" : " at column " + e.getLocation().getColumnNr();
        if (line.contains("//") || line.contains("/*") || line.contains("#")) {
            return "JSON has no comments, and something else than JSON begins" + where;
        }
        return (line.contains("'") ? "JSON has double quotes, and " : "") + "something else than JSON begins" + where;
    }

    private static IllegalArgumentException wrong(String line, String difference, String expected) {
        return new IllegalArgumentException("it answered '%s'; expected %s, but %s".formatted(quoted(line), expected, difference));
    }

    /** The beginning of a line, for messages. */
    static String quoted(String line) {
        String visible = line.replace("\uFEFF", "\\ufeff");
        return visible.length() <= QUOTED ? visible : visible.substring(0, QUOTED) + "...";
    }
}
