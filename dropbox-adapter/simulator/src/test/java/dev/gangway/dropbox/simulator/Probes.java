package dev.gangway.dropbox.simulator;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Arguments made from the specification: one with all fields, and each of its variations by one change, with whether it still fits. */
final class Probes {
    private static final Object NO_VALUE_OF_ANY_TYPE = List.of(List.of());

    private final Specification specification;

    Probes(Specification specification) {
        this.specification = specification;
    }

    /** An argument, and whether the specification allows it. */
    record Probe(Object json, boolean fits, String change) {
        @Override
        public String toString() {
            return change + (fits ? " fits" : " does not fit");
        }
    }

    /** A value with all that it can have. */
    Object whole(String type) {
        return whole(specification.type(type));
    }

    private Object whole(Specification.Type type) {
        if (type instanceof Specification.Flag) {
            return true;
        }
        if (type instanceof Specification.Number number) {
            return number.most() == Long.MAX_VALUE ? number.least() : number.most();
        }
        if (type instanceof Specification.Time) {
            return "2026-11-02T09:00:00Z";
        }
        if (type instanceof Specification.Text text) {
            return text(text, Math.max(text.least(), 20));
        }
        if (type instanceof Specification.ListOf list) {
            return List.of(whole(list.item()));
        }
        if (type instanceof Specification.Struct struct) {
            Map<String, Object> fields = new LinkedHashMap<>();
            struct.parts().forEach(part -> fields.put(part.name(), whole(part.type())));
            return fields;
        }
        if (type instanceof Specification.Union union) {
            return member(union.parts().get(0));
        }
        return Json.NULL;
    }

    private Map<String, Object> member(Specification.Part part) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put(".tag", part.name());
        Object value = whole(part.type());
        if (value instanceof Map<?, ?> struct && !struct.containsKey(".tag")) {
            struct.forEach((name, field) -> fields.put((String) name, field));
        } else if (value != Json.NULL) {
            fields.put(part.name(), value);
        }
        return fields;
    }

    /** A text of that length that matches the type's pattern. */
    private static String text(Specification.Text type, long length) {
        String core = switch (type.name()) {
            case "EmailAddress" -> "@example.com";
            case "TeamMemberRoleId" -> "pid_dbtmr:";
            case "LegalHoldId" -> "pid_dbhid:";
            case "FileId", "PathROrId", "ReadPath", "WritePathOrId" -> "id:";
            case "TemplateId" -> "ptid:";
            default -> "";
        };
        String filling = "x".repeat(Math.max(0, (int) length - core.length()));
        String whole = type.name().equals("EmailAddress") ? filling + core : core + filling;
        return whole.length() > length ? "x".repeat((int) length) : whole;
    }

    /** The whole value and its variations. */
    Stream<Probe> of(String type) {
        return Stream.concat(
                Stream.of(new Probe(whole(type), true, "the whole " + type)),
                variations(specification.type(type), "").stream());
    }

    private List<Probe> variations(Specification.Type type, String path) {
        List<Probe> found = new ArrayList<>();
        found.add(new Probe(NO_VALUE_OF_ANY_TYPE, false, path + " of another type"));
        if (type instanceof Specification.Number number) {
            found.add(new Probe(number.least(), true, path + " at its least"));
            found.add(new Probe(number.least() - 1, false, path + " below its least"));
            if (number.most() < Long.MAX_VALUE) {
                found.add(new Probe(number.most() + 1, false, path + " above its most"));
            }
        } else if (type instanceof Specification.Text text) {
            addTexts(text, path, found);
        } else if (type instanceof Specification.Time) {
            found.add(new Probe("2026-11-02T09:00:00.5Z", false, path + " with fractions of a second"));
            found.add(new Probe("2026-11-02T09:00:00+00:00", false, path + " with an offset"));
        } else if (type instanceof Specification.ListOf list) {
            addLists(list, path, found);
        } else if (type instanceof Specification.Struct struct) {
            addFields(struct.parts(), Map.of(), path, found);
        } else if (type instanceof Specification.Union union) {
            addMembers(union, path, found);
        }
        return found;
    }

    private static void addTexts(Specification.Text type, String path, List<Probe> found) {
        if (type.least() > 0) {
            found.add(new Probe(text(type, type.least() - 1), false, path + " too short"));
        }
        if (type.most() < Long.MAX_VALUE) {
            found.add(new Probe(text(type, type.most()), true, path + " at its longest"));
            found.add(new Probe(text(type, type.most() + 1), false, path + " too long"));
        }
        if (!type.pattern().isEmpty()) {
            found.add(new Probe("a/b", false, path + " against its pattern"));
        }
    }

    private void addLists(Specification.ListOf type, String path, List<Probe> found) {
        found.add(new Probe(List.of(), type.least() == 0, path + " empty"));
        if (type.most() < Long.MAX_VALUE) {
            Object item = whole(type.item());
            found.add(new Probe(Collections.nCopies((int) type.most() + 1, item), false, path + " too many"));
        }
        variations(specification.type(type.item()), path + "[0]")
                .forEach(item -> found.add(new Probe(List.of(item.json()), item.fits(), item.change())));
    }

    private void addMembers(Specification.Union type, String path, List<Probe> found) {
        found.add(new Probe(Map.of(".tag", "no_such_tag"), false, path + " with an unknown tag"));
        found.add(new Probe(Map.of(), false, path + " without a tag"));
        for (Specification.Part part : type.parts()) {
            String place = path + "/" + part.name();
            found.add(new Probe(member(part), true, place));
            Specification.Type value = specification.type(part.type());
            if (value instanceof Specification.Struct struct) {
                addFields(struct.parts(), Map.of(".tag", part.name()), place, found);
            } else if (value instanceof Specification.Nothing) {
                found.add(new Probe(part.name(), true, place + " as a bare tag"));
                addFields(List.of(), Map.of(".tag", part.name()), place, found);
            } else {
                addFields(List.of(part), Map.of(".tag", part.name()), place, found);
            }
        }
    }

    private void addFields(List<Specification.Part> parts, Map<String, Object> tag, String path, List<Probe> found) {
        Map<String, Object> whole = new LinkedHashMap<>(tag);
        parts.forEach(part -> whole.put(part.name(), whole(part.type())));
        found.add(new Probe(with(whole, "no_such_field", 1L), false, path + ".no_such_field"));
        for (Specification.Part part : parts) {
            String place = path + "." + part.name();
            Map<String, Object> without = new LinkedHashMap<>(whole);
            without.remove(part.name());
            found.add(new Probe(without, !part.isRequired(), place + " absent"));
            found.add(new Probe(with(whole, part.name(), Json.NULL), part.optional(), place + " null"));
            part.fallback()
                    .map(text -> Json.parse(text).orElse(text))
                    .ifPresent(
                            value -> found.add(new Probe(with(whole, part.name(), value), true, place + " default")));
            variations(specification.type(part.type()), place)
                    .forEach(value ->
                            found.add(new Probe(with(whole, part.name(), value.json()), value.fits(), value.change())));
        }
    }

    private static Map<String, Object> with(Map<String, Object> fields, String name, Object value) {
        Map<String, Object> changed = new LinkedHashMap<>(fields);
        changed.put(name, value);
        return changed;
    }
}
