namespace Elsa.Common.Models;

/// <summary>One page of a list, and how many items the whole list has.</summary>
public record Page<T>(ICollection<T> Items, long TotalCount);
