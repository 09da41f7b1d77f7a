using System.ComponentModel;
using System.Runtime.CompilerServices;
using Elsa.Workflows.Exceptions;

namespace Elsa.Workflows.Activities;

/// <summary>Stands in the designer for an activity whose type there is not, or no longer: one unknown type would leave the whole diagram empty.</summary>
[Browsable(false)]
[Activity("Elsa", "System", "Represents an activity whose type could not be found.")]
public class NotFoundActivity : CodeActivity
{
    public NotFoundActivity([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line)
    {
    }

    public string MissingTypeName { get; set; } = "";
    public int MissingTypeVersion { get; set; }

    /// <summary>The activity as it was stored; saving brings it back.</summary>
    public string OriginalActivityJson { get; set; } = "";

    protected override void Execute(ActivityExecutionContext context) => throw new ActivityNotFoundException(MissingTypeName, MissingTypeVersion);
}
