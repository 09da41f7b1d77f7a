using static Pipeline.Activities.Gaudi.Failures.FailureKind;

namespace Pipeline.Activities.Gaudi.Failures;

/// <summary>What Docker prints when the Gaudi container cannot be made or used.</summary>
internal static class ContainerFailures
{
    private const string InstallRuntime =
        "Install habanalabs-container-runtime, register it in /etc/docker/daemon.json, restart Docker.";

    public static readonly IReadOnlyList<KnownFailure> All =
    [
        new(Configuration, @"Unknown runtime specified (\w+)", "Docker does not know the runtime '$1'.", InstallRuntime),
        new(Configuration, @"unknown or invalid runtime name: (\w+)", "Docker does not know the runtime '$1'.", InstallRuntime),
        new(Configuration, @"No such container: (\S+)", "There is no container '$1'.", "Create it (step EnsureContainer)."),
        new(Configuration, @"(?i)container (\S+) is not running", "Container $1 is stopped.", "`docker start` it (step EnsureContainer)."),
        new(Configuration, @"container name ""/?([^""]+)"" is already in use", "A container '$1' exists already.", "Use it, or remove it with `docker rm`."),
        new(Configuration, @"pipeline: foreign container (\S+) of image (\S+)", "The container '$1' is somebody else's, of the image $2.", "Give this pool's container another Name in the settings, configure that image, or remove the container with `docker rm -f`."),
        new(Configuration, @"pipeline: container (\S+) does not stay", "The container '$1' ends as soon as it is started.", "Its last lines stand before this one; check image and RunOptions."),
        new(Configuration, @"permission denied while trying to connect to the Docker daemon", "The user may not use Docker.", "Add the user to the docker group, or connect as root."),
        new(Transient, @"Cannot connect to the Docker daemon", "The Docker service does not answer.", "`systemctl start docker` on the node."),
        new(Configuration, @"(?:pull access denied|manifest unknown|manifest for (?:\S+) not found)", "The container image cannot be pulled.", "Check the image's name and release."),
        new(Configuration, @"Error response from daemon: (.+)", "Docker refused: $1", "Follow Docker's message.") { Depth = Depth.Symptom },
    ];
}
