namespace Elsa.Common.Entities;

/// <summary>Which end of a list comes first.</summary>
public enum OrderDirection
{
    Ascending = 0,
    Descending = 1
}
