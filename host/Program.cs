using System.Text.Json;
using Pipeline.Host.Cli.Sessions;
using Pipeline.Host.Composition;
using Pipeline.Host.Simulator;

if (args is ["simulate", .. var words])
    return SimulatorEntry.Run(words);
if (args is ["measurements", ..])
    return 0;
var data = Path.GetFullPath(args[1]);
var sessions = new HostSessions([Environment.ProcessPath!, typeof(HostSessions).Assembly.Location]);
await using var session = await sessions.OpenAsync(new SessionOptions(data) { Demo = new DemoNodes("gaudi2", 2, args[2..]) });
var inputs = SimulatedCluster.CreateInputs(Path.Combine(data, "workspace"), "Llama-3.1-405B-Instruct");
var run = await session.Runs.StartAsync("MultiNodeCalibration", new Dictionary<string, string>
{
    ["model"] = inputs.Model, ["dataset"] = inputs.Dataset, ["output"] = Path.Combine(data, "workspace", "fp8_output"),
    ["tensorParallel"] = "16", ["unifyTo"] = "8", ["serveOn"] = "8", ["batchSize"] = "128",
});
string last = "";
while (true)
{
    var view = (await session.Runs.FindAsync(run))!;
    var text = string.Join(" | ", view.Steps.Select(s => $"{s.Name}:{s.State}:{s.Outcome}:{s.Progress:P0}:{s.Detail}{s.Error}"));
    if (text != last) Console.WriteLine(view.Steps.Count > 0 ? view.Steps[^1] : null);
    last = text;
    if (view.EndedAt is not null) { Console.WriteLine(view.Status + " " + view.Error + " / " + view.Remedy + JsonSerializer.Serialize(view.Outputs)); break; }
    await Task.Delay(250);
}
return 0;
