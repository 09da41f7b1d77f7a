using System.Security.Cryptography;

namespace Elsa.Workflows;

/// <summary>Ids of 16 lower-case hex digits.</summary>
public class RandomLongIdentityGenerator : IIdentityGenerator
{
    public string GenerateId()
    {
        Span<byte> bytes = stackalloc byte[8];
        RandomNumberGenerator.Fill(bytes);
        return Convert.ToHexStringLower(bytes);
    }
}
