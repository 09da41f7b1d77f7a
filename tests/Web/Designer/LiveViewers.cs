using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;

namespace Pipeline.Tests.Web.Designer;

/// <summary>The hub that the designer's viewer listens to, over a WebSocket as a browser opens it: with the session's cookie and the page's origin.</summary>
[Collection(SharedHost.Name)]
public sealed class LiveViewers(ServedHost shared)
{
    private const char End = '\u001e';

    private string Origin => shared.Host.Address.GetLeftPart(UriPartial.Authority);

    [Fact]
    public async Task A_viewer_is_told_over_a_WebSocket_when_its_instance_moves_on()
    {
        var cookie = await LogInAsync();
        var run = await StartWaitingAsync();
        using var socket = Socket(cookie, Origin);
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        await socket.ConnectAsync(await NegotiateAsync(cookie), limit.Token);
        await SendAsync(socket, """{"protocol":"json","version":1}""", limit.Token);
        await SendAsync(socket, $$"""{"type":1,"target":"ObserveInstanceAsync","arguments":["{{run}}"]}""", limit.Token);

        await ToldAsync(socket, "WorkflowInstanceUpdatedAsync", limit.Token);
        (await shared.Host.Admin().PostAsJsonAsync($"/elsa/api/cancel/workflow-instances/{run}", new { }, limit.Token)).IsSuccessStatusCode.ShouldBeTrue();
        // What happened before somebody watched may still be told.
        JsonNode journal;
        do
            journal = await ToldAsync(socket, "ActivityExecutionLogUpdatedAsync", limit.Token);
        while (journal["stats"]!.AsArray().All(s => s!["activityId"]!.GetValue<string>() != "wait"));
        var instance = await ToldAsync(socket, "WorkflowInstanceUpdatedAsync", limit.Token);

        instance["workflowInstanceId"]!.GetValue<string>().ShouldBe(run);
    }

    [Fact]
    public async Task Strangers_and_other_sites_get_no_WebSocket()
    {
        var cookie = await LogInAsync();

        (await RefusalAsync(null, Origin)).ShouldBe(HttpStatusCode.Unauthorized);
        (await RefusalAsync(cookie, "https://evil.example")).ShouldBe(HttpStatusCode.Forbidden);
        (await RefusalAsync(cookie, null)).ShouldBe(HttpStatusCode.Forbidden);
        (await RefusalAsync(cookie + "x", Origin)).ShouldBe(HttpStatusCode.Unauthorized);
    }

    private async Task<HttpStatusCode> RefusalAsync(string? cookie, string? origin)
    {
        using var socket = Socket(cookie, origin);
        socket.Options.CollectHttpResponseDetails = true;
        await Should.ThrowAsync<WebSocketException>(() => socket.ConnectAsync(Hub(""), CancellationToken.None));
        return socket.HttpStatusCode;
    }

    /// <summary>As the browser's client asks which transports there are.</summary>
    private async Task<Uri> NegotiateAsync(string cookie)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/elsa/hubs/workflow-instance/negotiate?negotiateVersion=1");
        request.Headers.Add("Cookie", cookie);
        request.Headers.Add("Origin", Origin);
        var answer = await (await shared.Host.Client().SendAsync(request)).NodeAsync();
        answer["availableTransports"]!.AsArray().ShouldContain(t => t!["transport"]!.GetValue<string>() == "WebSockets");
        return Hub($"?id={answer["connectionToken"]}");
    }

    private Uri Hub(string query) => new($"ws://{shared.Host.Address.Authority}/elsa/hubs/workflow-instance{query}");

    private static ClientWebSocket Socket(string? cookie, string? origin)
    {
        var socket = new ClientWebSocket();
        if (cookie is not null)
            socket.Options.SetRequestHeader("Cookie", cookie);
        if (origin is not null)
            socket.Options.SetRequestHeader("Origin", origin);
        return socket;
    }

    private static Task SendAsync(ClientWebSocket socket, string message, CancellationToken cancellationToken) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(message + End), WebSocketMessageType.Text, endOfMessage: true, cancellationToken);

    /// <summary>The argument of the next message of that name.</summary>
    private static async Task<JsonNode> ToldAsync(ClientWebSocket socket, string target, CancellationToken cancellationToken)
    {
        while (true)
        {
            var message = JsonNode.Parse(await ReceiveAsync(socket, cancellationToken))!;
            if (message["target"]?.GetValue<string>() == target)
                return message["arguments"]![0]!;
        }
    }

    private static async Task<string> ReceiveAsync(ClientWebSocket socket, CancellationToken cancellationToken)
    {
        // One byte at a time: a frame may hold the end of one message and the begin of the next.
        var text = new List<byte>();
        var next = new byte[1];
        while (true)
        {
            (await socket.ReceiveAsync(next.AsMemory(), cancellationToken)).MessageType.ShouldBe(WebSocketMessageType.Text);
            if (next[0] == End)
                return Encoding.UTF8.GetString([.. text]);
            text.Add(next[0]);
        }
    }

    private async Task<string> LogInAsync()
    {
        using var form = new FormUrlEncodedContent([new("key", shared.Viewer)]);
        var answer = await shared.Host.Client().PostAsync("/login", form);
        return answer.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
    }

    /// <summary>A run that waits for an event that nobody sends.</summary>
    private async Task<string> StartWaitingAsync()
    {
        var model = JsonNode.Parse(
            """
            {
              "name": "Waiting for a viewer",
              "root": {
                "id": "chart", "type": "Elsa.Flowchart", "version": 1, "connections": [],
                "activities": [{ "id": "wait", "type": "Elsa.Event", "version": 1, "eventName": { "typeName": "String", "expression": { "type": "Literal", "value": "never" } } }]
              }
            }
            """);
        var saved = await (await shared.Host.Admin().PostAsJsonAsync("/elsa/api/workflow-definitions", new JsonObject { ["model"] = model, ["publish"] = true })).NodeAsync();
        var started = await shared.Host.Admin().PostAsJsonAsync($"/elsa/api/workflow-definitions/{saved["workflowDefinition"]!["definitionId"]}/execute", new { versionOptions = "Latest" });
        return started.Headers.GetValues("x-elsa-workflow-instance-id").Single();
    }
}
