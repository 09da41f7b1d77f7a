#pragma warning disable IDE0130, CA1024, IDE0060
// Wrong on purpose: the comparison must notice.
namespace Elsa.Workflows.Signals
{
    public record MadeUpSignal;
}

namespace Elsa.Workflows.Runtime.Options
{
    public class WorkflowInboxCleanupOptions
    {
        public TimeSpan? SweepInterval { get; set; }

        public bool IsEnabled { get; init; }

        public static int BatchSize { get; set; }

        public virtual void Anything(params string[] values)
        {
        }
    }
}
