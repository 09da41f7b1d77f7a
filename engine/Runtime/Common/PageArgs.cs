namespace Elsa.Common.Models;

/// <summary>Which page of a list: a 0-based offset and how many items from there; null means no limit.</summary>
public record PageArgs
{
    public static PageArgs All => new();

    public int? Offset { get; set; }
    public int? Limit { get; set; }

    public static PageArgs FromRange(int? offset, int? limit) => new() { Offset = offset, Limit = limit };

    /// <param name="page">0-based.</param>
    /// <param name="pageSize">Items per page.</param>
    public static PageArgs FromPage(int? page, int? pageSize) => new() { Offset = page * pageSize, Limit = pageSize };
}
