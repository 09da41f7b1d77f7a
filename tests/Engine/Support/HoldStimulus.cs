namespace Pipeline.Tests.Engine.Support;

internal sealed record HoldStimulus(string Key);
