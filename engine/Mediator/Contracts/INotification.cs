namespace Elsa.Mediator.Contracts;

/// <summary>Something that happened in the engine and that handlers may want to know.</summary>
public interface INotification;
