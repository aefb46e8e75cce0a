package io.github.regretbench.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import oshi.SystemInfo;
import oshi.hardware.CentralProcessor;

/** What results were made with and on, as trees of maps ready for JSON: the build, the Java virtual machine and the machine. */
public final class Environment {
    private Environment() {
    }

    /** All three. */
    public static Map<String, Object> current() {
        return ordered("regretbench", build(), "java", java(), "machine", machine());
    }

    static Map<String, Object> build() {
        Build build = Build.current();
        Map<String, Object> described = ordered("version", build.version(), "commit", build.commit(), "modified", build.modified());
        if (build.isOfUnknownCode()) {
            described.put("classesSha256", Build.checksum());
        }
        return described;
    }

    static Map<String, Object> java() {
        return ordered("version", Runtime.version().toString(), "vendor", System.getProperty("java.vendor"), "vm",
                System.getProperty("java.vm.name"), "maxHeapBytes", Runtime.getRuntime().maxMemory());
    }

    /** Caches are each of a kind once, with the size of one of them. */
    static Map<String, Object> machine() {
        SystemInfo system = new SystemInfo();
        CentralProcessor processor = system.getHardware().getProcessor();
        List<String> caches = processor.getProcessorCaches().stream().map(cache -> "L%d %s %d KiB".formatted(cache.getLevel(),
                cache.getType().toString().toLowerCase(Locale.ROOT), cache.getCacheSize() / 1024)).distinct().toList();
        return ordered("os", system.getOperatingSystem().toString(), "architecture", System.getProperty("os.arch"), "processor",
                processor.getProcessorIdentifier().getName(), "logicalProcessors", processor.getLogicalProcessorCount(), "caches", caches,
                "memoryBytes", system.getHardware().getMemory().getTotal());
    }

    /** A tree as texts by path, such as {@code machine.processor}. */
    static Map<String, String> flat(JsonNode tree) {
        Map<String, String> flat = new LinkedHashMap<>();
        flatten("", tree, flat);
        return flat;
    }

    private static void flatten(String prefix, JsonNode node, Map<String, String> flat) {
        if (node.isObject()) {
            node.properties().forEach(e -> flatten(prefix.isEmpty() ? e.getKey() : prefix + "." + e.getKey(), e.getValue(), flat));
        } else {
            flat.put(prefix, node.isTextual() ? node.asText() : node.toString());
        }
    }

    static Map<String, Object> ordered(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }
}
