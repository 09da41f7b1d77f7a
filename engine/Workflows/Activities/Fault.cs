using System.Runtime.CompilerServices;
using Elsa.Workflows.Exceptions;

namespace Elsa.Workflows.Activities;

/// <summary>Fails on purpose.</summary>
[Activity("Elsa", "Primitives", "Faults the workflow.")]
public class Fault : Activity
{
    public Fault([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line)
    {
    }

    [Input(Description = "Code to categorize the fault.")]
    public Input<string> Code { get; set; } = null!;

    [Input(Description = "Category to categorize the fault.")]
    public Input<string> Category { get; set; } = null!;

    [Input(DisplayName = "Type", Description = "The type of fault.")]
    public Input<string> FaultType { get; set; } = null!;

    [Input(Description = "The message to include with the fault.")]
    public Input<string?> Message { get; set; } = null!;

    public static Fault Create(string code, string category, string type, string? message = null, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) => new(source, line)
    {
        Code = new Input<string>(code),
        Category = new Input<string>(category),
        FaultType = new Input<string>(type),
        Message = new Input<string?>(message)
    };

    protected override void Execute(ActivityExecutionContext context) =>
        throw new FaultException(context.Get(Code) ?? "0", context.Get(Category) ?? "General", context.Get(FaultType) ?? "System", context.Get(Message));
}
