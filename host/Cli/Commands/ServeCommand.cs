using System.CommandLine;
using Pipeline.Host.Cli.Serving;

namespace Pipeline.Host.Cli.Commands;

/// <summary><c>serve</c>: the host as a service.</summary>
internal static class ServeCommand
{
    /// <summary>The command.</summary>
    public static Command Of(CommandFactory factory)
    {
        var urls = new Option<string[]>("--urls")
        {
            Description = "Addresses to listen on; without it http://127.0.0.1:8080",
            HelpName = "URL",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => [],
        };
        return factory.Make("serve", "Serve hooks, API and pages, and drive runs", [urls], async (context, cancellationToken) =>
        {
            var options = new ServeOptions(context.Options, context.Parsed.GetValue(urls) ?? [], context.Json);
            await context.Services.Server().ServeAsync(options, context.Console, cancellationToken);
            return ExitCodes.Success;
        });
    }
}
