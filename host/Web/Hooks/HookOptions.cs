namespace Pipeline.Host.Web.Hooks;

/// <summary>Section <c>Hooks</c> of the settings.</summary>
internal sealed class HookOptions
{
    /// <summary>A hook's secret by its path, e.g. <c>Hooks:Secrets:calibrate</c>; one that begins with <c>whsec_</c> is Base64, as Standard Webhooks has it.</summary>
    public Dictionary<string, string> Secrets { get; init; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Hooks that need no credentials, e.g. <c>Hooks:Open:calibrate=true</c>. Default none.</summary>
    public Dictionary<string, bool> Open { get; init; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Largest body in bytes. Default 64 KiB.</summary>
    public int LargestBody { get; init; } = 64 * 1024;

    /// <summary>How far a signed timestamp may be from now. Default 5 minutes.</summary>
    public TimeSpan Tolerance { get; init; } = TimeSpan.FromMinutes(5);
}
