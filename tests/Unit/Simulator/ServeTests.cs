using System.Net;
using System.Net.Http.Json;

namespace Pipeline.Tests.Unit.Simulator;

public sealed class ServeTests
{
    [Fact]
    public async Task A_server_answers_until_it_is_told_to_end()
    {
        using Lab lab = new(nodes: 1);
        lab.Calibrate("-t", "2").ExitCode.ShouldBe(0);
        using CancellationTokenSource stop = new();
        int port = FreePort(lab.Address(1));
        Task<Answer> server = lab.RunAsync(
            new() { ["QUANT_CONFIG"] = Config(lab) }, 1, "vllm",
            ["serve", "model-8b", "--quantization", "inc", "--kv-cache-dtype", "fp8_inc", "--tensor-parallel-size", "2", "--max-model-len", "2048", "--port", $"{port}"],
            stop.Token);
        using HttpClient client = new() { BaseAddress = new Uri($"http://{lab.Address(1)}:{port}") };
        await UntilHealthyAsync(client, server);
        (await client.GetStringAsync("/v1/models")).ShouldContain("\"id\":\"model-8b\"");
        HttpResponseMessage answer = await client.PostAsJsonAsync("/v1/completions", new { model = "model-8b", prompt = "The capital of France is", max_tokens = 16 });
        (await answer.Content.ReadAsStringAsync()).ShouldContain("Paris");
        (await client.PostAsJsonAsync("/v1/completions", new { model = "other", prompt = "x" })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        lab.Run(1, "hl-smi", "-Q", "memory.used", "-f", "csv,noheader").Lines[..3].ShouldBe(["93184 MiB", "93184 MiB", "768 MiB"]);

        await stop.CancelAsync();
        Answer end = await server;
        end.ExitCode.ShouldBe(0);
        end.Lines.ShouldContain("INFO:     Application startup complete.");
        end.Lines.ShouldContain("[Warmup][Decode][48/48] batch_size:1 query_len:128 num_blocks:48 free_mem:55.43 GiB");
        end.Lines[^2].ShouldBe("INFO:     Application shutdown complete.");
        lab.Run(1, "hl-smi", "-Q", "memory.used", "-f", "csv,noheader").Lines[0].ShouldBe("768 MiB");
    }

    [Fact]
    public void A_rank_without_its_file_or_with_half_of_it_stops_the_server()
    {
        using Lab lab = new(nodes: 1);
        lab.Node(1).InjectFault("truncate:1");
        lab.Calibrate("-t", "2").ExitCode.ShouldBe(0);
        Dictionary<string, string> environment = new() { ["QUANT_CONFIG"] = Config(lab) };
        lab.RunWith(environment, 1, "vllm", "serve", "m", "--quantization", "inc", "--tensor-parallel-size", "2").Error.ShouldContain("BadZipFile");
        lab.RunWith(environment, 1, "vllm", "serve", "m", "--quantization", "inc", "--tensor-parallel-size", "4").Error
            .ShouldContain("inc_output_hooks_maxabs_0_4.npz");
        lab.Run(1, "vllm", "serve", "m", "--quantization", "inc").ExitCode.ShouldBe(1);
    }

    private static string Config(Lab lab) => Path.Combine(lab.Out, "llama-3.1-8b-instruct", "maxabs_quant_g2.json");

    private static int FreePort(string address)
    {
        using System.Net.Sockets.TcpListener probe = new(IPAddress.Parse(address), 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private static async Task UntilHealthyAsync(HttpClient client, Task<Answer> server)
    {
        while (!server.IsCompleted)
        {
            try
            {
                if ((await client.GetAsync("/health")).StatusCode == HttpStatusCode.OK) return;
            }
            catch (HttpRequestException)
            {
                await Task.Yield();
            }
        }
        throw new InvalidOperationException((await server).Error);
    }
}
