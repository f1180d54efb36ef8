package dev.gangway.figures;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Several nodes that are told the same. */
final class Nodes implements AutoCloseable {

    private final List<Node> nodes = new ArrayList<>();

    static Nodes start(int count, Setting setting) {
        Nodes all = new Nodes();
        for (int node = 0; node < count; node++) {
            all.nodes.add(Node.start(setting));
        }
        return all;
    }

    /** Each does the work on so many threads, so often on each, all from one moment on. */
    Count each(String work, int threads, int times, Instant start) {
        begin(work, threads, times, start);
        return end();
    }

    void begin(String work, int threads, int times, Instant start) {
        nodes.forEach(it -> it.tell(work + " " + threads + " " + times + " " + start));
    }

    Count end() {
        return Count.all(nodes.stream().map(Node::count).toList());
    }

    @Override
    public void close() {
        nodes.forEach(Node::close);
    }
}
