namespace Pipeline.Activities.Gaudi.Failures;

/// <summary>What sort of failure it is, and so what can help.</summary>
public enum FailureKind
{
    /// <summary>Nothing known: a person has to read the log.</summary>
    Unknown,

    /// <summary>Likely gone when tried again.</summary>
    Transient,

    /// <summary>A setting, a file or an installation is wrong: trying again without a change does not help.</summary>
    Configuration,

    /// <summary>A card, a port, a cable or a driver.</summary>
    Hardware,

    /// <summary>Memory of the cards or of the host.</summary>
    OutOfMemory,

    /// <summary>It took, or was silent for, too long.</summary>
    Timeout,

    /// <summary>It was ended on request.</summary>
    Cancelled,

    /// <summary>Its process is gone and nobody knows how it ended.</summary>
    Lost,
}
