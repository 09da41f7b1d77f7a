using System.Text.Json.Serialization;

namespace Pipeline.Engine.Runtime.Outbox;

/// <summary>Something to be done once, however often the host dies in between.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(StartRequest), "start")]
[JsonDerivedType(typeof(RunRequest), "run")]
[JsonDerivedType(typeof(StimulusRequest), "stimulus")]
internal abstract record OutboxRequest
{
    /// <summary>Whether the caller that causes it goes on without waiting for it.</summary>
    public bool InBackground { get; init; }
}
