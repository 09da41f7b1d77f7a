namespace Pipeline.Engine.Scripting;

/// <summary>What is checked of an expression's text before any parser sees it.</summary>
internal static class ScriptSource
{
    /// <summary>Why the text is refused; null if it is not.</summary>
    public static string? Refusal(string text)
    {
        if (text.Length > ScriptLimits.MaxSource)
            return $"The expression has {text.Length} characters; {ScriptLimits.MaxSource} are the most.";
        return Nesting(text) > ScriptLimits.MaxNesting ? $"The expression is nested more than {ScriptLimits.MaxNesting} deep." : null;
    }

    /// <summary>
    /// A bound of how deep a parser must go: open brackets, and runs of operators that nest without any (<c>!!!!</c>, <c>- - -</c>,
    /// <c>a?b:a?b:</c>). Brackets in texts count too; that many are never meant.
    /// </summary>
    private static int Nesting(string text)
    {
        var (open, deepest, run) = (0, 0, 0);
        foreach (var c in text)
        {
            if (c is '(' or '[' or '{')
                deepest = Math.Max(deepest, ++open);
            else if (c is ')' or ']' or '}')
                open = Math.Max(0, open - 1);
            if (c is '!' or '~' or '+' or '-')
                deepest = Math.Max(deepest, ++run);
            else if (!char.IsWhiteSpace(c))
                run = 0;
        }

        return deepest;
    }
}
