package dev.gangway.dropbox.simulator;

import java.util.List;

/** Puts a crowd into departments: large groups with owners, whose listings have pages. */
final class Departments {
    private static final List<String> NAMES = List.of("Engineering", "Marketing", "Support", "Operations", "Research");
    private static final int OWNERS_EACH = 2;

    private Departments() {}

    static void staff(World world, List<Member> crowd) {
        if (crowd.isEmpty()) {
            return;
        }
        List<Group> departments =
                NAMES.stream().map(name -> department(world, name)).toList();
        for (int i = 0; i < crowd.size(); i++) {
            departments.get(i % NAMES.size()).add(crowd.get(i), i / NAMES.size() < OWNERS_EACH);
        }
    }

    private static Group department(World world, String name) {
        return world.team()
                .groups()
                .found(
                        world.ids().group(),
                        name,
                        Group.Management.USER_MANAGED,
                        world.now().minus(Population.MEMBERSHIP));
    }
}
