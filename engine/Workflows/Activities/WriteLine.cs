using System.Runtime.CompilerServices;

namespace Elsa.Workflows.Activities;

/// <summary>Writes a line of text.</summary>
[Activity("Elsa", "Console", "Write a line of text to the console.")]
public class WriteLine : CodeActivity
{
    public WriteLine(string text, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : this(new Input<string>(text), source, line)
    {
    }

    public WriteLine(Func<string> text, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : this(new Input<string>(text), source, line)
    {
    }

    public WriteLine(Func<ExpressionExecutionContext, string?> text, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : this(new Input<string>(context => text(context)!), source, line)
    {
    }

    public WriteLine(Variable<string> variable, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : this(new Input<string>(variable), source, line)
    {
    }

    public WriteLine(Literal<string> literal, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : this(new Input<string>(literal), source, line)
    {
    }

    public WriteLine(Expression expression, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : this(new Input<string>(expression), source, line)
    {
    }

    public WriteLine(Input<string> text, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line) => Text = text;

    internal WriteLine() => Text = null!;

    [Input(Description = "The text to write.")]
    public Input<string> Text { get; set; }

    protected override void Execute(ActivityExecutionContext context) =>
        context.GetRequiredService<IStandardOutStreamProvider>().GetTextWriter().WriteLine(context.Get(Text));
}
