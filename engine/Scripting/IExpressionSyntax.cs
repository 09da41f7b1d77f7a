namespace Pipeline.Engine.Scripting;

/// <summary>Checks expressions of one type before they are ever run.</summary>
internal interface IExpressionSyntax
{
    /// <summary>The expression type.</summary>
    string Type { get; }

    /// <summary>What is wrong with the text; null if it can be read.</summary>
    string? Check(string text);
}
