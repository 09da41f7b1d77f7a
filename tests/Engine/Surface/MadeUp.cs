#pragma warning disable IDE0130, CA1801, CA1024, IDE0060
// Wrong on purpose: the comparison must notice.
namespace Elsa.Workflows.Signals
{
    public record MadeUpSignal;
}

namespace Elsa.Workflows.Models
{
    public class ActivityHandle
    {
        public string? ActivityHash { get; set; }

        public int ActivityId { get; init; }

        public string? ActivityNodeId { get; init; }

        public static ActivityHandle FromActivityId(string activityId, bool exact = true) => new();

        public void Anything(params string[] values)
        {
        }
    }
}
