namespace Pipeline.Host.Simulator;

/// <summary>A wish that the simulator cannot fulfil; the message names the value and what is possible.</summary>
public sealed class SimulatorException(string message) : Exception(message);
