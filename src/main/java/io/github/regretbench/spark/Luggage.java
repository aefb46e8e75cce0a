package io.github.regretbench.spark;

import io.github.regretbench.BadInputException;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that goes along, with the name that the experiment has for it and its place, so that files beside each other stay so. */
final class Luggage implements Serializable {
    private static final long serialVersionUID = 1;

    private final String name;
    private final String place;
    private final byte[] content;
    private final boolean executable;

    private Luggage(String name, String place, byte[] content, boolean executable) {
        this.name = name;
        this.place = place;
        this.content = content;
        this.executable = executable;
    }

    /** @param place where it is to lie, absolute */
    static Luggage pack(String name, Path file, Path place) {
        try {
            return new Luggage(name, place.toString(), Files.readAllBytes(file), Files.isExecutable(file));
        } catch (IOException e) {
            throw new BadInputException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    String name() {
        return name;
    }

    Path unpack(Path root) throws IOException {
        Path file = below(root, place);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
        if (executable && !file.toFile().setExecutable(true)) {
            throw new IOException(file + " cannot be made executable");
        }
        return file;
    }

    /** An absolute path of another machine, below a folder of this one. */
    static Path below(Path root, String absolute) {
        return root.resolve(absolute.replaceFirst("^([A-Za-z]:)?[/\\\\]+", ""));
    }
}
