namespace Pipeline.Engine.Registration;

/// <summary>An activity type that the host registered.</summary>
public sealed record ActivityTypeRegistration(Type ActivityType);
