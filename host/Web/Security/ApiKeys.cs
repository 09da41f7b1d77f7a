using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Pipeline.Host.Runs;

namespace Pipeline.Host.Web.Security;

/// <summary>
/// API keys. A key is <c>pipeline_&lt;id&gt;_&lt;256 random bits&gt;</c>; its SHA-256 is stored. A slow hash would add
/// nothing: it protects guessable passwords, and nobody guesses 256 bits.
/// </summary>
internal sealed class ApiKeys(IDbContextFactory<SecurityContext> contexts, TimeProvider clock)
{
    private const string Prefix = "pipeline_";
    private const int IdBytes = 4;
    private const int SecretBytes = 32;
    private const int LongestName = 64;

    /// <summary>Makes a key; its secret is told this once.</summary>
    /// <exception cref="InputException">The name or role cannot be.</exception>
    public async Task<(ApiKey Key, string Secret)> AddAsync(string name, string role, CancellationToken cancellationToken = default)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        List<string> faults = [];
        if (name.Length is 0 or > LongestName || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'))
            faults.Add($"'{name}' is no name for a key: use 1 to {LongestName} letters, digits, '-', '_' and '.'.");
        else if (await context.Keys.AnyAsync(k => k.Name == name && k.RevokedAt == null, cancellationToken))
            faults.Add($"There is a key '{name}' already; choose another name, or revoke that one first.");
        if (!Roles.All.Contains(role))
            faults.Add($"There is no role '{role}'. There are {string.Join(", ", Roles.All)}.");
        if (faults.Count > 0)
            throw new InputException(faults);

        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes));
        var secret = $"{Prefix}{id}_{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes))}";
        var row = new ApiKeyRow { Id = id, Name = name, Role = role, Hash = Hash(secret), CreatedAt = clock.GetUtcNow().UtcTicks };
        context.Keys.Add(row);
        await context.SaveChangesAsync(cancellationToken);
        return (Describe(row), secret);
    }

    /// <summary>All keys, the oldest first, revoked ones too.</summary>
    public async Task<IReadOnlyList<ApiKey>> ListAsync(CancellationToken cancellationToken = default)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return [.. (await context.Keys.AsNoTracking().OrderBy(k => k.CreatedAt).ToListAsync(cancellationToken)).Select(Describe)];
    }

    /// <summary>Ends a key, at once and for good.</summary>
    /// <param name="key">Its name or id.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <exception cref="InputException">There is no such key, or it is the last that may manage keys.</exception>
    public async Task<ApiKey> RevokeAsync(string key, CancellationToken cancellationToken = default)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var valid = await context.Keys.Where(k => k.RevokedAt == null).ToListAsync(cancellationToken);
        var row = valid.Find(k => k.Id == key) ?? valid.Find(k => k.Name == key)
            ?? throw new InputException($"There is no valid key '{key}'. Valid are {string.Join(", ", valid.Select(k => k.Name))}.");
        if (row.Role == Roles.Admin && valid.Count(k => k.Role == Roles.Admin) == 1)
            throw new InputException($"'{row.Name}' is the last admin key; add another first.");
        row.RevokedAt = clock.GetUtcNow().UtcTicks;
        await context.SaveChangesAsync(cancellationToken);
        return Describe(row);
    }

    /// <summary>The valid key that this secret belongs to; null when there is none.</summary>
    public async Task<ApiKey?> VerifyAsync(string secret, CancellationToken cancellationToken = default)
    {
        if (!secret.StartsWith(Prefix, StringComparison.Ordinal) || secret.Split('_', 3) is not [_, var id, _])
            return null;
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var row = await context.Keys.AsNoTracking().SingleOrDefaultAsync(k => k.Id == id && k.RevokedAt == null, cancellationToken);
        return row is not null && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(row.Hash), Encoding.ASCII.GetBytes(Hash(secret))) ? Describe(row) : null;
    }

    /// <summary>The key of that id while it is valid.</summary>
    public async Task<ApiKey?> FindValidAsync(string id, CancellationToken cancellationToken = default)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Keys.AsNoTracking().SingleOrDefaultAsync(k => k.Id == id && k.RevokedAt == null, cancellationToken) is { } row ? Describe(row) : null;
    }

    private static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    private static ApiKey Describe(ApiKeyRow row) => new(
        row.Id, row.Name, row.Role, new DateTimeOffset(row.CreatedAt, TimeSpan.Zero),
        row.RevokedAt is { } ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null);
}

/// <summary>A key as shown; its secret is not known to anybody but its holder.</summary>
/// <param name="Id">Its id, the part of the key that is no secret.</param>
/// <param name="Name">Its name.</param>
/// <param name="Role">What it may do.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="RevokedAt">When it was revoked; null while valid.</param>
public sealed record ApiKey(string Id, string Name, string Role, DateTimeOffset CreatedAt, DateTimeOffset? RevokedAt);
