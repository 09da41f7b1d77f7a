using System.Net;
using System.Text;
using System.Text.Json;
using Pipeline.Host.Simulator.State;

namespace Pipeline.Host.Simulator.Tools;

/// <summary>
/// <c>vllm serve</c>: loads the measurements that QUANT_CONFIG points to as the real one does (a rank without its file stops
/// it), warms up, then answers over HTTP until it is told to end.
/// </summary>
internal static class Vllm
{
    private static readonly HashSet<string> Valued =
        ["--quantization", "--kv-cache-dtype", "--tensor-parallel-size", "--max-model-len", "--distributed-executor-backend", "--port", "--host",
         "--served-model-name", "--dtype", "--block-size", "--max-num-seqs", "--max-num-batched-tokens", "--gpu-memory-utilization", "--pipeline-parallel-size"];

    /// <summary>Runs the tool.</summary>
    public static async Task<int> RunAsync(ToolContext context)
    {
        if ((string[])[.. context.Arguments] is not ["serve", var model, .. var rest]) return context.Print("0.26.0");
        var line = new CommandLine(rest, Valued);
        int cards = Number(line.Value("--tensor-parallel-size") ?? "1"), port = Number(line.Value("--port") ?? "8000");
        if (Missing(context, line, cards) is { } error) return context.Fail($"(EngineCore_DP0 pid={Environment.ProcessId}) {error}");

        using CardHold hold = CardHold.Take(context.Node, cards);
        await WarmUpAsync(context);
        using HttpListener listener = new();
        listener.Prefixes.Add($"http://{context.Node.Address}:{port}/");
        try
        {
            listener.Start();
        }
        catch (HttpListenerException)
        {
            return context.Fail($"[Errno 98] error while attempting to bind on address ('0.0.0.0', {port}): address already in use");
        }
        context.Print($"INFO:     Started server process [{Environment.ProcessId}]", "INFO:     Waiting for application startup.", "INFO:     Application startup complete.");
        await ServeAsync(context, listener, model, Number(line.Value("--max-model-len") ?? "2048"));
        return context.Print("INFO:     Shutting down", "INFO:     Waiting for application shutdown.", "INFO:     Application shutdown complete.", $"INFO:     Finished server process [{Environment.ProcessId}]");
    }

    /// <summary>Why the model cannot be loaded; null when it can.</summary>
    private static string? Missing(ToolContext context, CommandLine line, int cards)
    {
        if (line.Value("--quantization") != "inc") return null;
        if (context.Variable("QUANT_CONFIG") is not { } config || !File.Exists(config)) return "AssertionError: QUANT_CONFIG is not set or names no file";
        if (cards > context.Node.Cards && new RayCluster(context.Node).Living() is var members)
        {
            if (members.Sum(member => member.Hpus) < cards)
                return $"ValueError: Cannot provide a placement group of placement_group_specs=[{{'HPU': 1.0}} * {cards}] within 1800 seconds.";
            if (members.FirstOrDefault(member => member.Environment.GetValueOrDefault("QUANT_CONFIG") != config) is { } wrong)
                return $"(RayWorkerWrapper pid=2593, ip={wrong.Address}) Unknown quantization config mode,please validate quantization config file";
        }
        using JsonDocument settings = JsonDocument.Parse(File.ReadAllText(config));
        if (settings.RootElement.GetProperty("mode").GetString() != "QUANTIZE") return "ValueError: Unknown quantization config mode,please validate quantization config file";
        string dump = settings.RootElement.GetProperty("dump_stats_path").GetString()!;
        for (int rank = 0; rank < cards; rank++)
        {
            string file = $"{dump}_hooks_maxabs_{rank}_{cards}.npz";
            if (!File.Exists(file)) return $"FileNotFoundError: [Errno 2] No such file or directory: '{file}'";
            if (!IsWhole(file)) return "zipfile.BadZipFile: File is not a zip file";
        }
        return null;
    }

    /// <summary>Whether a ZIP ends with its directory, as one that was cut off does not.</summary>
    private static bool IsWhole(string file)
    {
        using FileStream stream = File.OpenRead(file);
        byte[] end = new byte[22];
        if (stream.Length < end.Length) return false;
        stream.Seek(-end.Length, SeekOrigin.End);
        stream.ReadExactly(end);
        return end.AsSpan().StartsWith("PK\u0005\u0006"u8);
    }

    private static async Task WarmUpAsync(ToolContext context)
    {
        context.Out.WriteLine($"(APIServer pid={Environment.ProcessId}) INFO [api_server.py:1680] vLLM API server version 0.26.0");
        context.Out.WriteLine("INFO Starting to load model...");
        await context.WaitAsync(0.6);
        context.Print("INFO Loading model weights took 94.1234 GB", "INFO Preparing model with INC..", "INFO Preparing model with INC took 48.5678 GB", "INFO Initializing cache engine took 12.5 GiB");
        foreach ((string phase, int graphs) in ((string, int)[])[("Prompt", 24), ("Decode", 48)])
        {
            for (int i = 1; i <= graphs; i++)
            {
                context.Out.WriteLine($"[Warmup][{phase}][{i}/{graphs}] batch_size:1 query_len:128 num_blocks:{i} free_mem:55.43 GiB");
                await context.WaitAsync(0.015);
            }
        }
        context.Print("INFO Warmup finished in 504 secs, allocated 14.19 GiB of device memory", "INFO [launcher.py:44] Route: /health, Methods: GET");
    }

    private static async Task ServeAsync(ToolContext context, HttpListener listener, string model, int maxModelLength)
    {
        using CancellationTokenRegistration stop = context.Stop.Register(listener.Stop);
        while (!context.Stop.IsCancellationRequested)
        {
            HttpListenerContext request;
            try
            {
                request = await listener.GetContextAsync();
            }
            catch (Exception error) when (error is HttpListenerException or ObjectDisposedException && context.Stop.IsCancellationRequested)
            {
                return;
            }
            await AnswerAsync(request, model, maxModelLength);
        }
    }

    private static async Task AnswerAsync(HttpListenerContext exchange, string model, int maxModelLength)
    {
        (int status, object? body) = exchange.Request.Url?.AbsolutePath switch
        {
            "/health" => (200, null),
            "/v1/models" => (200, new { @object = "list", data = new[] { new { id = model, @object = "model", owned_by = "vllm", root = model, max_model_len = maxModelLength } } }),
            "/v1/completions" => await CompleteAsync(exchange.Request, model),
            _ => (404, (object?)new { detail = "Not Found" }),
        };
        exchange.Response.StatusCode = status;
        exchange.Response.ContentType = "application/json";
        if (body is not null) await exchange.Response.OutputStream.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(body));
        exchange.Response.Close();
    }

    private static async Task<(int Status, object? Body)> CompleteAsync(HttpListenerRequest request, string model)
    {
        using StreamReader reader = new(request.InputStream, Encoding.UTF8);
        try
        {
            using JsonDocument asked = JsonDocument.Parse(await reader.ReadToEndAsync());
            string? wanted = asked.RootElement.GetProperty("model").GetString();
            return wanted == model
                ? (200, new
                {
                    id = "cmpl-1",
                    @object = "text_completion",
                    model,
                    choices = new[] { new { index = 0, text = " Paris. It lies on the river Seine and is the largest", finish_reason = "length" } },
                    usage = new { prompt_tokens = 6, total_tokens = 22, completion_tokens = 16 },
                })
                : (404, new { message = $"The model `{wanted}` does not exist." });
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException)
        {
            return (400, new { message = "The request is no JSON object with a model." });
        }
    }

    private static int Number(string text) => int.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out int number) ? number : 0;
}
