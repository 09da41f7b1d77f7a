using System.Globalization;

namespace Pipeline.Host.Simulator.State;

/// <summary>
/// The long-running tools of a node (calibration, server), and the foreign ones that hold its cards: their existence is
/// what makes cards busy. Dead ones count for nothing, however they died.
/// </summary>
internal sealed class RunningTools(SimulatedNode node)
{
    private readonly StateFolder state = node.State.Sub("running");

    /// <summary>Registers this process until the result is disposed.</summary>
    /// <param name="cards">Cards it holds on this node.</param>
    public IDisposable Enter(int cards)
    {
        NodeProcess current = NodeProcess.Current;
        string name = current.Id.ToString(CultureInfo.InvariantCulture);
        state.Write(name, current.ToString(), cards.ToString(CultureInfo.InvariantCulture));
        return new Registration(state, name);
    }

    /// <summary>The processes alive.</summary>
    public IEnumerable<NodeProcess> All() => Alive().Select(entry => entry.Process);

    /// <summary>The process that holds a card, or null when the card is idle.</summary>
    public NodeProcess? HolderOf(int card) => Alive().FirstOrDefault(entry => card < entry.Cards).Process;

    private IEnumerable<(NodeProcess Process, int Cards)> Alive()
    {
        foreach (string name in state.Names())
        {
            string[] lines = state.Lines(name);
            if (lines.Length == 2 && NodeProcess.Parse(lines[0]) is { IsAlive: true } process)
                yield return (process, int.Parse(lines[1], CultureInfo.InvariantCulture));
        }
    }

    private sealed class Registration(StateFolder state, string name) : IDisposable
    {
        public void Dispose() => state.Delete(name);
    }
}
