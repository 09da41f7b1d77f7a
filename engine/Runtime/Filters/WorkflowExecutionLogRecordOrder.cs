using System.Linq.Expressions;
using Elsa.Common.Entities;
using Elsa.Workflows.Runtime.Entities;

namespace Elsa.Workflows.Runtime.OrderDefinitions;

/// <summary>What a list of journal records is ordered by.</summary>
public class WorkflowExecutionLogRecordOrder<TProp>(Expression<Func<WorkflowExecutionLogRecord, TProp>> keySelector, OrderDirection direction)
    : OrderDefinition<WorkflowExecutionLogRecord, TProp>(keySelector, direction);
