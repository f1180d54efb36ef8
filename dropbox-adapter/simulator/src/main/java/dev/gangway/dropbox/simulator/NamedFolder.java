package dev.gangway.dropbox.simulator;

/**
 * What an event tells of a shared folder. Immutable.
 *
 * @param id the namespace
 * @param name what it is called by who shares it
 */
record NamedFolder(String id, String name) implements Asset {

    /** {@code FolderLogInfo}, at the root of its own namespace [assumed]. */
    @Override
    public Struct asset() {
        Struct inNamespace =
                Struct.of().with("ns_id", id).with("relative_path", "").with("is_shared_namespace", true);
        return Struct.tag("folder")
                .with("path", Struct.of().with("contextual", "/" + name).with("namespace_relative", inNamespace))
                .with("display_name", name);
    }
}
