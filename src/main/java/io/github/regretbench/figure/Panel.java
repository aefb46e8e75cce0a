package io.github.regretbench.figure;

import java.util.List;
import java.util.Optional;

/**
 * One panel of a figure: two axes and what is drawn between them, clipped at their ends. In every text {@code _{i}} is set as a
 * lowered and {@code ^{2}} as a raised piece.
 *
 * @param title text above the panel
 * @param x the horizontal axis
 * @param y the vertical axis
 * @param bands areas under everything else
 * @param layers what is drawn over them, in this order; lines with a label must have a point between the axes
 * @param note text under the panel, such as what bands and dashes mean; wrapped; may be empty
 */
record Panel(String title, Axis x, Axis y, List<Band> bands, List<Layer> layers, String note) {

    /** Copies the lists and checks that logarithmic axes can show the points. */
    public Panel {
        bands = List.copyOf(bands);
        layers = List.copyOf(layers);
        for (Layer layer : layers) {
            if (layer instanceof Line line) {
                requireShown(title, x, line.label(), line.x());
                requireShown(title, y, line.label(), line.y());
            } else if (layer instanceof Marks marks) {
                requireShown(title, x, "", marks.x());
                requireShown(title, y, "", marks.y());
            }
        }
    }

    private static void requireShown(String title, Axis axis, String label, List<Double> values) {
        if (axis instanceof Axis.Logarithmic) {
            values.stream().filter(v -> !(v > 0)).findFirst().ifPresent(v -> {
                throw new IllegalArgumentException("panel '" + title + "': the value " + v + " of '" + label
                        + "' has no place on the logarithmic axis '" + axis.label() + "'; leave it out");
            });
        }
    }

    /** The surface that a colour bar explains, if there is one. */
    Optional<Surface> surface() {
        return layers.stream().filter(Surface.class::isInstance).map(Surface.class::cast).findFirst();
    }

    /** Whether an axis writes its numbers as powers of ten. */
    boolean powers() {
        return x.powers() || y.powers();
    }

    /** The same with the numbers of all logarithmic axes as powers of ten. */
    Panel withPowers() {
        return new Panel(title, x.withPowers(), y.withPowers(), bands, layers, note);
    }

    /** The lines that have a label. */
    List<Line> labelled() {
        return layers.stream().filter(Line.class::isInstance).map(Line.class::cast).filter(line -> !line.label().isEmpty()).toList();
    }
}
