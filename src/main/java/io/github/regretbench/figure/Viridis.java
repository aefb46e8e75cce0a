package io.github.regretbench.figure;

import java.awt.Color;
import java.util.List;

/** The colour scale viridis (Smith and van der Walt 2015, CC0): from dark to light, so that it can be read in grey. */
final class Viridis {
    /** At equal steps; linear in between, which the eye cannot tell from the original. */
    private static final List<Color> STOPS = List.of(new Color(0x440154), new Color(0x482878), new Color(0x3E4A89), new Color(0x31688E),
            new Color(0x26828E), new Color(0x1F9E89), new Color(0x35B779), new Color(0x6DCD59), new Color(0xB4DE2C), new Color(0xFDE725));

    private Viridis() {
    }

    /** The colour at a fraction of the scale, 0 (dark) to 1 (light). */
    static Color at(double fraction) {
        double place = Math.min(Math.max(fraction, 0), 1) * (STOPS.size() - 1);
        int i = Math.min((int) place, STOPS.size() - 2);
        Color a = STOPS.get(i);
        Color b = STOPS.get(i + 1);
        double part = place - i;
        return new Color(mix(a.getRed(), b.getRed(), part), mix(a.getGreen(), b.getGreen(), part), mix(a.getBlue(), b.getBlue(), part));
    }

    private static int mix(int a, int b, double part) {
        return (int) Math.round(a + part * (b - a));
    }
}
