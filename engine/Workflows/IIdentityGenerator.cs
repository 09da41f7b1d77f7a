namespace Elsa.Workflows;

/// <summary>Makes ids of instances, activity contexts and bookmarks.</summary>
public interface IIdentityGenerator
{
    string GenerateId();
}
