package io.github.regretbench.external;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.regretbench.gp.Prior;
import io.github.regretbench.space.Points;
import java.io.IOException;
import java.util.function.IntToDoubleFunction;

/** What programs in other languages are told of a prior, as JSON. */
public final class PriorJson {
    private PriorJson() {
    }

    /** The field {@code arms}: coordinates of each arm, or its identifier where arms have no coordinates. */
    public static void arms(JsonGenerator json, Points points) throws IOException {
        json.writeArrayFieldStart("arms");
        for (int i = 0; i < points.size(); i++) {
            if (points.isIndexOnly()) {
                json.writeString(points.id(i));
            } else {
                double[] point = points.point(i);
                numbers(json, point.length, j -> point[j]);
            }
        }
        json.writeEndArray();
    }

    /** The field {@code priorCovariance}: all of it, row by row. */
    public static void covariance(JsonGenerator json, Prior prior) throws IOException {
        json.writeArrayFieldStart("priorCovariance");
        for (int i = 0; i < prior.size(); i++) {
            int row = i;
            numbers(json, prior.size(), j -> prior.covariance(row, j));
        }
        json.writeEndArray();
    }

    /** An array of {@code count} numbers. */
    public static void numbers(JsonGenerator json, int count, IntToDoubleFunction value) throws IOException {
        json.writeStartArray();
        for (int i = 0; i < count; i++) {
            json.writeNumber(value.applyAsDouble(i));
        }
        json.writeEndArray();
    }
}
