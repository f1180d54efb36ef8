package dev.gangway.figures.license;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import okhttp3.OkHttpClient;

/** A contestant as a process: reads everything when its standard input says "all", what is new when it says "new". */
final class ContestantMain {

    private ContestantMain() {}

    /**
     * Starts it.
     *
     * @param arguments which one, the server's port and certificate, into how many windows the floor splits the log, and the size
     */
    public static void main(String[] arguments) throws Exception {
        OkHttpClient client = Client.of(
                Integer.parseInt(arguments[1]),
                new String(Base64.getDecoder().decode(arguments[2]), StandardCharsets.US_ASCII));
        Size size = Size.parse(Arrays.asList(arguments).subList(4, 7));
        Contestant contestant = of(arguments[0], client, size, Integer.parseInt(arguments[3]));
        HeapMeter meter = new HeapMeter();
        try (BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line : (Iterable<String>) input.lines()::iterator) {
                if (line.equals("all")) {
                    contestant.forget();
                }
                System.out.println(Result.of(contestant, meter).line());
            }
        }
        Runtime.getRuntime().halt(0);
    }

    private static Contestant of(String name, OkHttpClient client, Size size, int windows) {
        return switch (name) {
            case "floor" -> Floor.of(client, size, windows);
            case "members" -> Floor.ofMembers(client, size);
            case "sdk" -> new SdkProgram(client, size);
            case "gangway" -> GangwayProgram.refreshing(client);
            case "listing" -> GangwayProgram.listing(client);
            default -> throw new IllegalArgumentException(name);
        };
    }

    /** The words for the process. */
    static List<String> arguments(String name, String port, String certificate, int windows, Size size) {
        return java.util.stream.Stream.concat(
                        List.of(name, port, certificate, String.valueOf(windows)).stream(), size.arguments().stream())
                .toList();
    }
}
