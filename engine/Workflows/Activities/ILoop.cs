namespace Elsa.Workflows.Activities;

/// <summary>Marks activities that a <see cref="Break"/> ends.</summary>
internal interface ILoop;
