using System.Runtime.CompilerServices;
using System.Text;

namespace Pipeline.Activities.Nodes.Shells;

/// <summary>
/// POSIX shell text. It can only be written as an interpolated string whose holes are quoted, so no value ever
/// becomes syntax: <c>ShellScript script = ShellScript.Of($"cd {folder} &amp;&amp; ./run.sh -m {model}");</c>.
/// A hole that is itself a <see cref="ShellScript"/> is inserted as it is; a sequence of strings becomes separate words.
/// </summary>
public sealed class ShellScript : IEquatable<ShellScript>
{
    /// <summary>The script that does nothing.</summary>
    public static readonly ShellScript Empty = new("");

    private ShellScript(string text) => Text = text;

    /// <summary>The text as a shell reads it.</summary>
    public string Text { get; }

    /// <summary>Takes the literal parts as shell syntax and quotes every hole.</summary>
    public static ShellScript Of(Handler handler) => new(handler.ToText());

    /// <summary>One command: every argument one word.</summary>
    public static ShellScript Command(string program, params IEnumerable<string> arguments) =>
        new(string.Join(' ', arguments.Prepend(program).Select(ShellQuote.Word)));

    /// <summary>The scripts one after another, each on its own line.</summary>
    public static ShellScript Lines(params IEnumerable<ShellScript> scripts) =>
        new(string.Join('\n', scripts.Select(s => s.Text).Where(t => t.Length > 0)));

    /// <summary>The whole script as one quoted word, for <c>sh -c</c> and its like.</summary>
    public string AsWord() => ShellQuote.Word(Text);

    /// <inheritdoc/>
    public bool Equals(ShellScript? other) => other is not null && Text == other.Text;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ShellScript);

    /// <inheritdoc/>
    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Text;

    /// <summary>Collects the parts of an interpolated script.</summary>
    [InterpolatedStringHandler]
    public readonly struct Handler
    {
        private readonly StringBuilder text;

        /// <summary>Called by the compiler.</summary>
        public Handler(int literalLength, int formattedCount) => text = new StringBuilder(literalLength + formattedCount * 16);

        /// <summary>Literal text: shell syntax.</summary>
        public void AppendLiteral(string literal) => text.Append(literal);

        /// <summary>A value: one quoted word.</summary>
        public void AppendFormatted(string value) => text.Append(ShellQuote.Word(value));

        /// <summary>A whole number.</summary>
        public void AppendFormatted(int value) => text.Append(value);

        /// <summary>A whole number.</summary>
        public void AppendFormatted(long value) => text.Append(value);

        /// <summary>A script: inserted as it is.</summary>
        public void AppendFormatted(ShellScript value) => text.Append(value.Text);

        /// <summary>Values: one quoted word each.</summary>
        public void AppendFormatted(IEnumerable<string> values) => text.AppendJoin(' ', values.Select(ShellQuote.Word));

        internal string ToText() => text.ToString();
    }
}
