using System.ComponentModel;
using System.Diagnostics;
using Microsoft.Extensions.Hosting;
using Pipeline.Host.Runs;

namespace Pipeline.Host.Web.Designer;

/// <summary>
/// Restores Elsa Studio from npm while the host already serves. It is fetched into a folder of its own and then put in
/// place by a rename, so that a start that is cut short leaves nothing half there, and two hosts do not meet.
/// </summary>
internal sealed class StudioRestore(StudioPackage package, StudioState state, StudioProgress progress) : BackgroundService
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(500);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            state.Set(await RestoreAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The next start begins anew.
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or Win32Exception)
        {
            state.Set(StudioState.Missing($"{e.Message} {ByHand}"));
        }

        if (state.Current is { Ready: false, Reason: { } reason })
            progress.Say($"The designer is not there: {reason}");
    }

    private string ByHand => $"Run 'npm ci --ignore-scripts' in {package.Folder}, then start again.";

    private async Task<StudioAnswer> RestoreAsync(CancellationToken cancellationToken)
    {
        if (package.IsThere)
            return StudioState.There;
        state.Set(StudioState.Missing("it is being restored; this takes up to a minute, once."));
        var scratch = Path.Combine(package.Folder, ".restoring");
        using var mine = await LockAsync(scratch + ".lock", cancellationToken);
        if (package.IsThere)
            return StudioState.There;
        progress.Say("Restoring the designer from npm, once (92 MB on disk)…");
        Delete(scratch);
        Directory.CreateDirectory(scratch);
        foreach (var file in (string[])["package.json", "package-lock.json"])
            File.Copy(Path.Combine(package.Folder, file), Path.Combine(scratch, file));
        if (await RunNpmAsync(scratch, cancellationToken) is { } fault)
            return StudioState.Missing(fault);
        var modules = Path.Combine(package.Folder, "node_modules");
        Delete(modules);
        Directory.Move(Path.Combine(scratch, "node_modules"), modules);
        Delete(scratch);
        if (!package.IsThere)
            return StudioState.Missing($"npm did not bring version {package.Wanted}. {ByHand}");
        progress.Say("The designer is there: /workflows/definitions");
        return StudioState.There;
    }

    /// <summary>Null when it went well, else what is wrong and what helps.</summary>
    private async Task<string?> RunNpmAsync(string folder, CancellationToken cancellationToken)
    {
        Process process;
        try
        {
            process = Process.Start(new ProcessStartInfo("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"])
            {
                WorkingDirectory = folder,
                RedirectStandardError = true,
                RedirectStandardOutput = true,
            })!;
        }
        catch (Win32Exception)
        {
            return $"npm was not found. Install Node.js (Debian: apt-get install npm) and start again.";
        }

        using (process)
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(Limit);
            try
            {
                var output = process.StandardOutput.ReadToEndAsync(limit.Token);
                var errors = process.StandardError.ReadToEndAsync(limit.Token);
                await process.WaitForExitAsync(limit.Token);
                await output;
                var said = (await errors).Trim().Split('\n').FirstOrDefault(l => l.Length > 0);
                return process.ExitCode == 0 ? null : $"'npm ci' failed with {process.ExitCode}: {said} {ByHand}";
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                cancellationToken.ThrowIfCancellationRequested();
                return $"'npm ci' took more than {Limit.TotalMinutes:0} minutes. {ByHand}";
            }
        }
    }

    private static async Task<IDisposable> LockAsync(string file, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (FileLock.TryTake(file) is { } taken)
                return taken;
            await Task.Delay(BetweenLooks, cancellationToken);
        }
    }

    private static void Delete(string folder)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }
}
