package dev.gangway.figures.license;

import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.GcInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/**
 * What all threads of this process allocate. JDK 17 has no total of it, and its counts by thread forget threads that have ended. So this adds up by
 * how much the heap grew from the end of each collection to the beginning of the next one, which is exact but for what threads leave unused of the
 * buffers that they allocate from, about a hundredth: with collectors that stop all threads, such as the serial one. Thread-safe.
 */
final class HeapMeter {

    private static final Set<String> HEAP = ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(it -> it.getType() == MemoryType.HEAP)
            .map(MemoryPoolMXBean::getName)
            .collect(Collectors.toSet());

    private final List<GarbageCollectorMXBean> collectors = ManagementFactory.getGarbageCollectorMXBeans();
    private long collections;
    private long afterLast;
    private long allocated;
    private long live;

    HeapMeter() {
        collections = counted();
        for (GarbageCollectorMXBean collector : collectors) {
            ((NotificationEmitter) collector).addNotificationListener((it, none) -> heard(it), null, null);
        }
    }

    private synchronized void heard(Notification notification) {
        if (notification.getType().equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION)) {
            GcInfo collection = GarbageCollectionNotificationInfo.from((CompositeData) notification.getUserData())
                    .getGcInfo();
            allocated += used(collection.getMemoryUsageBeforeGc()) - afterLast;
            afterLast = used(collection.getMemoryUsageAfterGc());
            live = Math.max(live, afterLast);
            collections++;
            notifyAll();
        }
    }

    private static long used(Map<String, MemoryUsage> pools) {
        return pools.entrySet().stream()
                .filter(it -> HEAP.contains(it.getKey()))
                .mapToLong(it -> it.getValue().getUsed())
                .sum();
    }

    private long counted() {
        return collectors.stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionCount)
                .sum();
    }

    /** Collects, and counts from here on. */
    synchronized void start() throws InterruptedException {
        collect();
        allocated = 0;
        live = 0;
    }

    /** How many bytes were allocated since the start. */
    synchronized long allocated() throws InterruptedException {
        collect();
        return allocated;
    }

    /** The most that was left after a collection since the start, in bytes. */
    synchronized long live() {
        return live;
    }

    private void collect() throws InterruptedException {
        System.gc();
        while (collections < counted()) {
            wait();
        }
    }
}
