namespace Pipeline.Activities.Nodes.Ssh;

/// <summary>The signals that SSH names (RFC 4254, 6.10), with Linux's numbers.</summary>
internal static class SignalNames
{
    /// <summary>The number; null for a name that is none. A signal that SSH has no name for comes as <c>SIG@openssh.com</c>.</summary>
    public static int? NumberOf(string? name) => name switch
    {
        "HUP" => 1,
        "INT" => 2,
        "QUIT" => 3,
        "ILL" => 4,
        "ABRT" => 6,
        "FPE" => 8,
        "KILL" => 9,
        "USR1" => 10,
        "SEGV" => 11,
        "USR2" => 12,
        "PIPE" => 13,
        "ALRM" => 14,
        "TERM" => 15,
        _ => null,
    };
}
