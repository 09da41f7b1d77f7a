using System.Globalization;

namespace Pipeline.Host.Simulator.Faults;

/// <summary>
/// One injected fault, e.g. <c>nic-down:gaudi-2:7</c> or <c>crash-at:60:once</c>. Every fault may end in <c>:once</c>:
/// then it happens one time only.
/// </summary>
/// <param name="Kind">What goes wrong.</param>
/// <param name="Node">The node it is about; null = wherever it is looked for.</param>
/// <param name="Number">Port, rank, card, per cent or factor; 0 when the kind takes none.</param>
/// <param name="Once">Whether it is gone after it has happened.</param>
/// <param name="Word">As the user wrote it.</param>
public sealed record Fault(FaultKind Kind, string? Node, double Number, bool Once, string Word)
{
    /// <summary>All forms, one a line, with what they do.</summary>
    public static string Help { get; } = string.Join('\n', FaultForm.All.Select(form => $"  {form.Usage,-28}{form.Help}"));

    /// <summary>Reads a fault.</summary>
    /// <exception cref="SimulatorException">Unknown or malformed; the message lists the faults there are.</exception>
    public static Fault Parse(string word)
    {
        string[] parts = word.Split(':');
        bool once = parts.Length > 1 && parts[^1] == "once";
        if (once) parts = parts[..^1];
        FaultForm? form = FaultForm.All.FirstOrDefault(f => f.Word == parts[0]);
        if (form is null) throw new SimulatorException($"Unknown fault '{word}'. Faults (each may end in :once):\n{Help}");

        int expected = 1 + (form.Node ? 1 : 0) + (form.Number is null ? 0 : 1);
        double number = 0;
        bool fits = parts.Length == expected
            && Array.TrueForAll(parts, part => part.Length > 0)
            && (form.Number is null
                || double.TryParse(parts[^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number));
        if (!fits) throw new SimulatorException($"Fault '{word}' is not of the form {form.Usage}[:once].");
        if (form.Kind is FaultKind.Crash && number > 100)
            throw new SimulatorException($"Fault '{word}': the percentage must be 0 to 100.");
        if (form.Kind is FaultKind.Slow && number <= 0)
            throw new SimulatorException($"Fault '{word}': the factor must be more than 0.");
        return new Fault(form.Kind, form.Node ? parts[1] : null, number, once, word);
    }
}
