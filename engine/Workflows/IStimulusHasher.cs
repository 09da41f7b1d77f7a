namespace Elsa.Workflows;

/// <summary>
/// Hashes a stimulus: upper-case hex SHA-256 of name, payload and activity instance id, joined with "|", leaving out what is
/// null. Text is hashed as it is, anything else as JSON with member names as declared.
/// </summary>
public interface IStimulusHasher
{
    string Hash(string stimulusName, object? payload = null, string? activityInstanceId = null);
}
