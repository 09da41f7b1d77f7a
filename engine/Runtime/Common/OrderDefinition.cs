using System.Linq.Expressions;
using System.Text.Json.Serialization;

namespace Elsa.Common.Entities;

/// <summary>What a list is ordered by.</summary>
public class OrderDefinition<T, TProp>
{
    public OrderDefinition()
    {
    }

    public OrderDefinition(Expression<Func<T, TProp>> keySelector, OrderDirection direction)
    {
        KeySelector = keySelector;
        Direction = direction;
    }

    public OrderDirection Direction { get; set; }

    [JsonIgnore]
    public Expression<Func<T, TProp>> KeySelector { get; set; } = null!;
}
