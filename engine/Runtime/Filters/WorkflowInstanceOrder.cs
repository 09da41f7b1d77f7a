using System.Linq.Expressions;
using Elsa.Common.Entities;
using Elsa.Workflows.Management.Entities;

namespace Elsa.Workflows.Management.Filters;

/// <summary>What a list of instances is ordered by.</summary>
public class WorkflowInstanceOrder<TProp> : OrderDefinition<WorkflowInstance, TProp>
{
    public WorkflowInstanceOrder()
    {
    }

    public WorkflowInstanceOrder(Expression<Func<WorkflowInstance, TProp>> keySelector, OrderDirection direction) : base(keySelector, direction)
    {
    }
}
