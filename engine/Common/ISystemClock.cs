namespace Elsa.Common;

/// <summary>The engine's clock.</summary>
public interface ISystemClock
{
    DateTimeOffset UtcNow { get; }
}
