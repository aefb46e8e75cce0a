package io.github.regretbench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** One page in a headless Chromium, driven by the DevTools protocol as a user would: pointer, keys, print. */
final class Chromium implements AutoCloseable {
    private static final List<String> PROGRAMS = List.of("chromium", "chromium-browser", "google-chrome");
    private static final long PATIENCE_SECONDS = 60;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path profile;
    private final Process process;
    private final WebSocket socket;
    private final BlockingQueue<JsonNode> messages = new LinkedBlockingQueue<>();
    private final List<String> complaints = new ArrayList<>();
    private final List<String> requests = new ArrayList<>();
    private int last;

    private Chromium(Path profile, Process process, int port) throws IOException, InterruptedException {
        this.profile = profile;
        this.process = process;
        HttpClient http = HttpClient.newHttpClient();
        JsonNode pages = JSON.readTree(http.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json/list")).build(),
                HttpResponse.BodyHandlers.ofString()).body());
        String address = "";
        for (JsonNode page : pages) {
            address = page.path("type").asText().equals("page") ? page.path("webSocketDebuggerUrl").asText() : address;
        }
        StringBuilder text = new StringBuilder();
        socket = http.newWebSocketBuilder().buildAsync(URI.create(address), new WebSocket.Listener() {
            @Override
            public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean end) {
                text.append(data);
                if (end) {
                    messages.add(tree(text.toString()));
                    text.setLength(0);
                }
                from.request(1);
                return null;
            }
        }).join();
        for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
            send(domain + ".enable", Map.of());
        }
    }

    /** Starts it with an empty profile; aborts the test, saying so, where there is none. */
    static Chromium start(Path profile) throws IOException, InterruptedException {
        Path program = Stream.of(System.getenv("PATH").split(":")).flatMap(folder -> PROGRAMS.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable).findFirst().orElse(null);
        if (program == null) {
            return abort("no " + String.join(", ", PROGRAMS) + " on the PATH: the report is not opened in a browser");
        }
        Process process = new ProcessBuilder(program.toString(), "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic",
                "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--hide-scrollbars",
                "--remote-debugging-port=0", "--user-data-dir=" + profile, "about:blank")
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        Path port = profile.resolve("DevToolsActivePort");
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while ((!Files.exists(port) || Files.size(port) == 0) && System.nanoTime() < deadline) {
            assertThat(process.isAlive()).as("Chromium has started").isTrue();
            Thread.sleep(50);
        }
        return new Chromium(profile, process, Integer.parseInt(Files.readAllLines(port).get(0)));
    }

    private static JsonNode tree(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new IllegalStateException(text, e);
        }
    }

    private JsonNode send(String method, Map<String, Object> parameters) throws InterruptedException {
        ObjectNode message = JSON.createObjectNode().put("id", ++last).put("method", method);
        message.set("params", JSON.valueToTree(parameters));
        socket.sendText(message.toString(), true).join();
        JsonNode answer = await(m -> m.path("id").asInt() == last);
        assertThat(answer.has("error")).as("%s: %s", method, answer.path("error")).isFalse();
        return answer.path("result");
    }

    private JsonNode await(Predicate<JsonNode> wanted) throws InterruptedException {
        while (true) {
            JsonNode message = messages.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(message).as("an answer within %d s", PATIENCE_SECONDS).isNotNull();
            String method = message.path("method").asText();
            if (List.of("Runtime.exceptionThrown", "Runtime.consoleAPICalled", "Log.entryAdded").contains(method)) {
                complaints.add(message.path("params").toString());
            } else if (method.equals("Network.requestWillBeSent")) {
                requests.add(message.path("params").path("request").path("url").asText());
            }
            if (wanted.test(message)) {
                return message;
            }
        }
    }

    /** Opens a file in a window of that size. */
    void open(Path file, int width, int height) throws InterruptedException {
        load(file, width, height);
        settle();
    }

    private void load(Path file, int width, int height) throws InterruptedException {
        send("Emulation.setDeviceMetricsOverride", Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
        send("Page.navigate", Map.of("url", file.toUri().toString()));
        await(m -> m.path("method").asText().equals("Page.loadEventFired"));
    }

    /** Waits until what was asked for is drawn. */
    private void settle() throws InterruptedException {
        send("Runtime.evaluate", Map.of("expression",
                "new Promise(r => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(r, 60))))", "awaitPromise", true));
    }

    /** The value of a JavaScript expression. */
    JsonNode value(String expression) throws InterruptedException {
        JsonNode result = send("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true));
        assertThat(result.has("exceptionDetails")).as("%s: %s", expression, result).isFalse();
        return result.path("result").path("value");
    }

    /** The value as text. */
    String text(String expression) throws InterruptedException {
        return value(expression).asText();
    }

    /** Scrolls an element into view and clicks its middle. */
    void click(String selector) throws InterruptedException {
        double[] at = place(selector, 0.5, 0.5);
        for (String type : List.of("mousePressed", "mouseReleased")) {
            send("Input.dispatchMouseEvent", Map.of("type", type, "x", at[0], "y", at[1], "button", "left", "clickCount", 1));
        }
        settle();
    }

    /** Moves the pointer over a point of an element, given as shares of its width and height. */
    void point(String selector, double x, double y) throws InterruptedException {
        double[] at = place(selector, x, y);
        send("Input.dispatchMouseEvent", Map.of("type", "mouseMoved", "x", at[0], "y", at[1]));
        settle();
    }

    private double[] place(String selector, double x, double y) throws InterruptedException {
        JsonNode box = value("(() => { const e = document.querySelector('%s'); e.scrollIntoView({block: 'center', behavior: 'instant'}); "
                .formatted(selector.replace("'", "\\'"))
                + "const b = e.getBoundingClientRect(); return [b.x, b.y, b.width, b.height]; })()");
        settle();
        return new double[] {box.get(0).asDouble() + x * box.get(2).asDouble(), box.get(1).asDouble() + y * box.get(3).asDouble()};
    }

    /** Presses a key. */
    void press(String key, int code) throws InterruptedException {
        for (String type : List.of("keyDown", "keyUp")) {
            send("Input.dispatchKeyEvent", Map.of("type", type, "key", key, "code", key, "windowsVirtualKeyCode", code));
        }
        settle();
    }

    /** Opens a file in a window of that size without running its scripts. */
    void openWithoutScripts(Path file, int width, int height) throws InterruptedException {
        send("Emulation.setScriptExecutionDisabled", Map.of("value", true));
        load(file, width, height);
        send("Emulation.setScriptExecutionDisabled", Map.of("value", false));
    }

    /** What a user's system prefers. */
    void prefer(String colours) throws InterruptedException {
        send("Emulation.setEmulatedMedia", Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", colours))));
        settle();
    }

    /** The page printed on A4. */
    byte[] pdf() throws InterruptedException {
        return Base64.getDecoder().decode(send("Page.printToPDF", Map.of("paperWidth", 8.27, "paperHeight", 11.69, "printBackground", true,
                "preferCSSPageSize", true)).path("data").asText());
    }

    /** The whole page as PNG, also kept under that name in the folder that the variable REGRETBENCH_SCREENSHOTS names. */
    byte[] screenshot(String name) throws InterruptedException, IOException {
        settle();
        JsonNode size = send("Page.getLayoutMetrics", Map.of()).path("cssContentSize");
        Map<String, Object> all = Map.of("x", 0, "y", 0, "width", size.path("width").asInt(), "height", size.path("height").asInt(), "scale", 1);
        byte[] png = Base64.getDecoder().decode(send("Page.captureScreenshot", Map.of("captureBeyondViewport", true, "clip", all))
                .path("data").asText());
        keep(name + ".png", png);
        return png;
    }

    /** Keeps a file where screenshots are wanted. */
    static void keep(String name, byte[] content) throws IOException {
        String folder = System.getenv("REGRETBENCH_SCREENSHOTS");
        if (folder != null) {
            Files.write(Files.createDirectories(Path.of(folder)).resolve(name), content);
        }
    }

    /** Errors, warnings and everything else that was said on the console. */
    List<String> complaints() {
        return complaints;
    }

    /** The addresses of everything that was loaded. */
    List<String> requests() {
        return requests;
    }

    @Override
    public void close() throws Exception {
        socket.abort();
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
        Files.deleteIfExists(profile.resolve("SingletonSocket"));       // a link out of the folder, which JUnit would warn about
    }
}
