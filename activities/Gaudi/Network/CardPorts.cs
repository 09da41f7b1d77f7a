namespace Pipeline.Activities.Gaudi.Network;

/// <summary>What manage_network_ifs.sh says of a card as a whole.</summary>
public enum CardPortsState
{
    /// <summary>Its ports are listed.</summary>
    Listed,

    /// <summary>It has no network interface.</summary>
    NoInterfaces,

    /// <summary>Its driver status is not Operational.</summary>
    NotOperational,

    /// <summary>There is no such device.</summary>
    Missing,
}

/// <summary>The external ports of one card.</summary>
/// <param name="Card">Device name, <c>accel0</c> (old drivers: <c>hl0</c>).</param>
/// <param name="State">Whether ports are listed at all.</param>
/// <param name="Up">Numbers of the ports that are up.</param>
/// <param name="Down">Numbers of the ports that are down.</param>
public sealed record CardPorts(string Card, CardPortsState State, IReadOnlyList<int> Up, IReadOnlyList<int> Down)
{
    /// <summary>It has ports and all are up.</summary>
    public bool IsUp => State == CardPortsState.Listed && Up.Count > 0 && Down.Count == 0;

    /// <summary>The card's state as part of a sentence.</summary>
    public string Describe() => State switch
    {
        CardPortsState.NoInterfaces => $"card {Card} has no network interfaces",
        CardPortsState.NotOperational => $"card {Card} is not operational",
        CardPortsState.Missing => $"card {Card} does not exist",
        _ when Down.Count == 1 => $"port {Down[0]} of card {Card} is down",
        _ when Down.Count > 1 => $"ports {string.Join(", ", Down)} of card {Card} are down",
        _ => $"all ports of card {Card} are up",
    };
}
