namespace Pipeline.Activities.Gaudi.Cards;

/// <summary>PCI addresses as tools print them.</summary>
internal static class PciAddress
{
    /// <summary>Some releases leave the domain out (<c>19:00.0</c>).</summary>
    public static string WithDomain(string address) =>
        address.AsSpan().Count(':') == 1 ? $"0000:{address}" : address;
}
