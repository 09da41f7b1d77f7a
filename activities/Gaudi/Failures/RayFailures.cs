using static Pipeline.Activities.Gaudi.Failures.FailureKind;

namespace Pipeline.Activities.Gaudi.Failures;

/// <summary>What Ray, and vLLM about Ray, print when a cluster cannot be made or is too small.</summary>
internal static class RayFailures
{
    private const string StartInContainer =
        "Start Ray inside the Gaudi container; when it still counts no cards: `ray start --head --resources='{\"HPU\": 8}'`, on the workers too.";

    private const string FreeHpus =
        "`ray status` shows them: let the missing nodes join, end the job that holds the cards; each node's VLLM_HOST_IP must be the address that Ray shows.";

    public static readonly IReadOnlyList<KnownFailure> All =
    [
        new(Configuration, @"Ray is trying to start at (\S+), but is already running at ([^\s,]+?)\.?(?:\s|$)", "Ray already runs at $2.", "Use it if it is this run's; else `ray stop --force` on that node and start again."),
        new(Transient, @"Unable to connect to GCS at (\S+?)\.?(?:\s|$)", "The Ray head at $1 cannot be reached.", "Is the head running, is the address right, is the firewall open? `nc -vz` and `ip route get` from the worker tell."),
        new(Configuration, @"Failed to connect to GCS\. Please check", "Ray's head service did not start.", "See what holds the port: `ss -ltnp 'sport = :6379'`; free it or use another port on all nodes."),
        new(Configuration, @"pipeline: foreign Ray processes: ([\d ]+)", "Ray runs here that no run of Pipeline started (processes $1).", "`ray stop` it if it is yours and not needed; else take the node out of the pool while somebody works there."),
        new(Transient, @"pipeline: Ray processes stay: ([\d ]+)", "Processes of Ray do not end (processes $1).", "They may hang in the driver: see `dmesg` and `sudo hl-smi`; `kill -9` them or reboot the node."),
        new(Configuration, @"Version mismatch: The cluster was started with:", "Ray or Python differs between the nodes.", "Use one image on all nodes, or install the head's version: `pip install ray==<version of the head>`."),
        new(Configuration, @"`--address` is a required flag", "ray start was given neither --head nor --address.", "Give the head's address: `ray start --address='<head ip>:6379'`."),
        new(Configuration, @"Ray cluster is not found at (\S+)", "No Ray cluster at $1.", "Start Ray on the head, then on the workers."),
        new(Configuration, @"Could not find any running Ray instance", "Ray does not run on this node or in this container.", "Start Ray there; remove a stale /tmp/ray/ray_current_cluster."),
        new(Configuration, @"KeyError: 'HPU'", "The Ray cluster has no HPU resource.", StartInContainer),
        new(Configuration, @"Exiting since not enough HPU resources available", "Ray has fewer free HPUs than -t asks for.", FreeHpus),
        new(FailureKind.Timeout, @"Cannot provide a placement group of .* within (\d+) seconds", "Ray could not place the workers within $1 s.", FreeHpus),
        new(Configuration, @"Current node has no HPU available", "The node on which vLLM was started has no free card.", "Start on the head, with free cards."),
        new(Configuration, @"(?i)number of required hpus exceeds the total number of available hpus", "Ray has fewer HPUs than the model asks for.", StartInContainer) { Depth = Depth.Consequence },
        new(FailureKind.Timeout, @"Waiting for creating a placement group of specs for (\d+) seconds", "Ray has been waiting for free HPUs.", FreeHpus) { Depth = Depth.Consequence },
        new(Configuration, @"No module named 'vllm'", "vLLM is not installed where a Ray worker runs.", "Install vLLM and the plugin on every node, or set PYTHONPATH before `ray start`."),
        new(Configuration, @"(?:No module named 'ray'|Failed to import Ray:)", "Ray is not installed.", "`pip install ray` in the container of every node, the same version."),
        new(Transient, @"Some Ray subprocesses exited unexpectedly", "Processes of Ray ended unexpectedly.", "Read /tmp/ray/session_latest/logs on that node.") { Depth = Depth.Consequence },
        new(OutOfMemory, @"(?:ray\.exceptions\.OutOfMemoryError|node running low on memory)", "The node's memory is nearly full, so Ray ended a worker.", "Free or add host memory (weights are loaded there first), or set RAY_memory_monitor_refresh_ms=0 before `ray start`."),
        new(Lost, @"(?:ActorDiedError|RayActorError)", "A Ray worker died.", "Look for its first error; check that its node is up and still in `ray status`.") { Depth = Depth.Consequence },
    ];
}
