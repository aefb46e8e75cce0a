package io.github.regretbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class AtShutdownTest {
    /** Ends while one task stands and one is called off, and tries to add and to call off another during the end. */
    static final class Ending {
        private Ending() {
        }

        public static void main(String[] arguments) {
            AtShutdown over = new AtShutdown(() -> System.out.println("called off"));
            new AtShutdown(() -> {
                new AtShutdown(() -> System.out.println("too late")).callOff();
                System.out.println("done");
            });
            over.callOff();
        }
    }

    @Test
    void onlyWhatStandsIsDoneAndTheEndIsNoError() throws Exception {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), Ending.class.getName()).redirectErrorStream(true).start();
        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("done\n");
        assertThat(process.waitFor()).isZero();
    }
}
