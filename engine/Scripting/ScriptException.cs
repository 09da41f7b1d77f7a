namespace Pipeline.Engine.Scripting;

/// <summary>An expression that failed, or that wanted more than it may have.</summary>
public sealed class ScriptException(string message, Exception? cause = null) : Exception(message, cause);
