using System.Diagnostics;
using Pipeline.Host.Simulator.Devices;
using Pipeline.Host.Simulator.State;

namespace Pipeline.Host.Simulator;

/// <summary>What a restart of a node, or the end of its container, does to what runs there.</summary>
internal static class NodeReboot
{
    /// <summary>Ends all processes, stops the containers, and leaves the external ports down, as after a real restart.</summary>
    public static void Now(SimulatedNode node)
    {
        EndProcesses(node);
        new Containers(node).StopAll();
        new NetworkPorts(node, TimeProvider.System).Down();
    }

    /// <summary>Kills the long-running tools of the node and takes it out of the Ray cluster.</summary>
    public static void EndProcesses(SimulatedNode node)
    {
        foreach (NodeProcess process in new RunningTools(node).All())
        {
            try
            {
                Process.GetProcessById(process.Id).Kill();
            }
            catch (Exception error) when (error is ArgumentException or InvalidOperationException)
            {
                // It ended in the meantime.
            }
        }
        new RayCluster(node).Leave();
    }
}
