using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pipeline.Tests.Web.Hooks;

namespace Pipeline.Tests.Web.Designer;

/// <summary>Definitions as the designer handles them: with its requests, against the real host.</summary>
[Collection(SharedHost.Name)]
public sealed class DefinitionsOverHttp(ServedHost shared)
{
    private const string Api = "/elsa/api";

    private HttpClient Admin => shared.Host.Admin();

    [Fact]
    public async Task A_definition_is_made_changed_published_and_run()
    {
        var made = await SaveAsync(Model(null, "Made", "'one ' + getInput('who')"));
        var id = made["definitionId"]!.GetValue<string>();
        made["links"]!.AsArray().ShouldContain(l => l!["rel"]!.GetValue<string>() == "publish");
        made["root"]!["activities"]![0]!["nodeId"]!.GetValue<string>().ShouldBe("Workflow1:chart:say");
        (await PostAsync($"/workflow-definitions/{id}/retract")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await (await PostAsync($"/workflow-definitions/{id}/publish")).NodeAsync())["workflowDefinition"]!["isPublished"]!.GetValue<bool>().ShouldBeTrue();
        (await SaveAsync(Model(id, "Made", "'two ' + getInput('who')")))["version"]!.GetValue<int>().ShouldBe(2);

        // The operator runs the published version, and the latest when asked for it.
        (await OutputAsync(id, "Published")).ShouldBe("one you");
        (await OutputAsync(id, "Latest")).ShouldBe("two you");

        var versions = await GetAsync($"/workflow-definitions?versionOptions=AllVersions&Page=0&PageSize=10&DefinitionIds={id}&OrderBy=Version&OrderDirection=Descending");
        versions["items"]!.AsArray().Select(v => v!["version"]!.GetValue<int>()).ShouldBe([2, 1]);
        (await PostAsync($"/workflow-definitions/{id}/revert/1")).StatusCode.ShouldBe(HttpStatusCode.Created);
        (await Admin.DeleteAsync($"{Api}/workflow-definitions/{id}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await Admin.GetAsync($"{Api}/workflow-definitions/by-definition-id/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var audit = await (await Admin.GetAsync("/api/audit?limit=1000")).JsonAsync();
        audit.EnumerateArray().Count(e => e.GetProperty("subject").GetString() == id && e.GetProperty("action").GetString()!.StartsWith("definition.", StringComparison.Ordinal)).ShouldBe(3);
    }

    [Fact]
    public async Task What_is_exported_is_imported_again_byte_by_byte()
    {
        var id = (await SaveAsync(Model(null, "Exported", "1")))["definitionId"]!.GetValue<string>();
        var file = await Admin.GetByteArrayAsync($"{Api}/workflow-definitions/{id}/export?versionOptions=Latest&includeConsumingWorkflows=False");
        (await Admin.DeleteAsync($"{Api}/workflow-definitions/{id}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        var import = await Admin.PostAsync($"{Api}/workflow-definitions/import", new ByteArrayContent(file));
        import.StatusCode.ShouldBe(HttpStatusCode.OK, await import.Content.ReadAsStringAsync());
        (await Admin.GetByteArrayAsync($"{Api}/workflow-definitions/{id}/export?versionOptions=Latest")).ShouldBe(file);
    }

    [Fact]
    public async Task What_cannot_run_is_refused_at_import_with_path_and_type()
    {
        var model = Model(null, "Broken", "1");
        model["root"]!["activities"]![0]!["type"] = "Elsa.RunCSharp";
        var answer = await Admin.PostAsJsonAsync($"{Api}/workflow-definitions/import", model);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.NodeAsync())["errors"]!["generalErrors"]![0]!.GetValue<string>().ShouldBe("$.root.activities[0].type: There is no activity type 'Elsa.RunCSharp'.");
    }

    [Fact]
    public async Task What_cannot_be_read_of_a_request_is_refused_by_name()
    {
        foreach (var path in (string[])["/workflow-definitions?versionOptions=Lates", "/workflow-definitions/by-definition-id/MultiNodeCalibration?versionOptions=Lates", "/workflow-definitions/MultiNodeCalibration/export?versionOptions=Lates"])
            await RefusedAsync(await Admin.GetAsync($"{Api}{path}"), "'Lates'");
        await RefusedAsync(await Admin.PostAsJsonAsync($"{Api}/workflow-definitions/MultiNodeCalibration/execute", new { versionOptions = "Lates" }), "'Lates'");
        await RefusedAsync(await Admin.PostAsync($"{Api}/workflow-instances/any/journal", new StringContent("{")), "no set of filters");
        (await Admin.PostAsJsonAsync($"{Api}/workflow-instances/any/journal", new { filter = new { activityIds = Array.Empty<string>() } })).StatusCode.ShouldBe(HttpStatusCode.OK);

        static async Task RefusedAsync(HttpResponseMessage answer, string text)
        {
            answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
            (await answer.NodeAsync())["errors"]!["generalErrors"]![0]!.GetValue<string>().ShouldContain(text);
        }
    }

    [Fact]
    public async Task An_activity_that_there_is_not_is_shown_by_a_stand_in_and_kept_by_saving()
    {
        var model = Model(null, "Old", "1");
        model["root"]!["activities"]![0]!["type"] = "Lab.Gone";
        var shown = await SaveAsync(model);
        var standIn = shown["root"]!["activities"]![0]!;
        (standIn["type"]!.GetValue<string>(), standIn["missingTypeName"]!.GetValue<string>()).ShouldBe(("Elsa.NotFoundActivity", "Lab.Gone"));

        standIn["metadata"]!["designer"] = new JsonObject { ["position"] = new JsonObject { ["x"] = 7, ["y"] = 8 } };
        (await PostAsync($"/workflow-definitions/{shown["definitionId"]}/publish")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var id = (await SaveAsync(shown.DeepClone().AsObject()))["definitionId"]!.GetValue<string>();
        var kept = JsonNode.Parse(await Admin.GetStringAsync($"{Api}/workflow-definitions/{id}/export"))!["root"]!["activities"]![0]!;
        (kept["type"]!.GetValue<string>(), kept["outputName"]!["expression"]!["value"]!.GetValue<string>()).ShouldBe(("Lab.Gone", "said"));
        kept["metadata"]!["designer"]!["position"]!["x"]!.GetValue<int>().ShouldBe(7);
    }

    [Fact]
    public async Task Each_role_may_do_its_part()
    {
        foreach (var (key, save, run) in (IEnumerable<(string?, HttpStatusCode, HttpStatusCode)>)
        [
            (null, HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized),
            (shared.Viewer, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden),
            (shared.Operator, HttpStatusCode.Forbidden, HttpStatusCode.NotFound),
        ])
        {
            var client = shared.Host.Client(key);
            (await client.GetAsync($"{Api}/workflow-definitions")).StatusCode.ShouldBe(key is null ? HttpStatusCode.Unauthorized : HttpStatusCode.OK);
            (await client.PostAsJsonAsync($"{Api}/workflow-definitions", new { })).StatusCode.ShouldBe(save);
            (await client.PostAsJsonAsync($"{Api}/workflow-definitions/nope/execute", new { })).StatusCode.ShouldBe(run);
        }
    }

    [Fact]
    public async Task A_signed_hook_starts_a_designed_workflow_once_for_a_delivery()
    {
        var id = (await SaveAsync(Model(null, "Hooked", "getBody().answer", endpoint: "designed")))["definitionId"]!.GetValue<string>();
        var stranger = shared.Host.Client();
        (await stranger.SendAsync(Hook("d-1"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await PostAsync($"/workflow-definitions/{id}/publish");

        var run = await stranger.RunAsync(Hook("d-1"));
        (await stranger.RunAsync(Hook("d-1"))).ShouldBe(run);
        (await stranger.SendAsync(Hook("d-1", """{"answer":43}"""))).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await stranger.SendAsync(Hook("d-3", secret: "another"))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await stranger.SendAsync(Signed.Unsigned("{}", "/hooks/designed"))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        var view = await EndAsync(run);
        view.GetProperty("outputs").GetProperty("said").ToString().ShouldBe("42");

        await PostAsync($"/workflow-definitions/{id}/retract");
        (await stranger.SendAsync(Hook("d-2"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        static HttpRequestMessage Hook(string delivery, string body = """{"answer":42}""", string secret = ServingHost.HookSecret)
        {
            var request = Signed.Standard(body, delivery, secret: secret);
            request.RequestUri = new Uri("/hooks/designed", UriKind.Relative);
            return request;
        }
    }

    [Fact]
    public async Task A_published_definition_is_started_like_a_pipeline_with_its_inputs_checked()
    {
        var id = (await SaveAsync(Model(null, "Started", "'hello ' + getInput('who')")))["definitionId"]!.GetValue<string>();
        var client = shared.Host.Client(shared.Operator);
        (await Faults(client, """{"pipeline":"started","inputs":{"who":"you"}}""")).Single().ShouldContain($"pipeline definitions publish {id}");
        await PostAsync($"/workflow-definitions/{id}/publish");
        (await Faults(client, """{"pipeline":"started","inputs":{"whom":"you"}}""")).Count.ShouldBe(2);

        var run = await client.RunAsync(Signed.Unsigned("""{"pipeline":"started","inputs":{"who":"you"}}""", "/api/runs").With("Idempotency-Key", "designed-1"));

        (await client.RunAsync(Signed.Unsigned("""{"pipeline":"started","inputs":{"who":"you"}}""", "/api/runs").With("Idempotency-Key", "designed-1"))).ShouldBe(run);
        var view = await EndAsync(run);
        (view.GetProperty("title").GetString(), view.GetProperty("outputs").GetProperty("said").GetString()).ShouldBe(("Started", "hello you"));
        var listed = await client.GetStringAsync($"/runs?pipeline={id}");
        listed.ShouldContain($"<option value=\"{id}\" selected>Started</option>");
        listed.ShouldContain($"<a href=\"/runs/{run}\">Started</a>");
        (await client.GetStringAsync($"/runs/{run}")).ShouldContain($"/workflows/instances/{run}/view");
        (await client.GetStringAsync("/runs/new")).ShouldContain($"/runs/new?pipeline={id}\">Started</a>");
        (await client.GetStringAsync($"/runs/new?pipeline={id}")).ShouldContain("input.who");

        static async Task<IReadOnlyList<string>> Faults(HttpClient client, string body)
        {
            var answer = await client.SendAsync(Signed.Unsigned(body, "/api/runs"));
            answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
            return await answer.FaultsAsync();
        }
    }

    [Fact]
    public async Task A_correlated_singleton_starts_once_at_a_time_by_whichever_way()
    {
        var model = Model(null, "Alone", "1", endpoint: "designed/alone");
        model["options"] = new JsonObject { ["activationStrategyType"] = "Elsa.Workflows.Runtime.ActivationValidators.CorrelatedSingletonStrategy, Elsa.Workflows.Runtime" };
        var wait = JsonNode.Parse("""{ "id": "wait", "type": "Elsa.Delay", "version": 1, "timeSpan": { "typeName": "TimeSpan", "expression": { "type": "Literal", "value": "01:00:00" } } }""")!;
        model["root"]!["activities"]!.AsArray().Add(wait);
        model["root"]!["connections"]![0]!["target"]!["activity"] = "wait";
        var id = (await SaveAsync(model))["definitionId"]!.GetValue<string>();
        await PostAsync($"/workflow-definitions/{id}/publish");
        (await GetAsync("/descriptors/workflow-activation-strategies"))["items"]!.AsArray().Count.ShouldBe(4);

        var run = await Admin.RunAsync(Signed.Unsigned("{}", "/hooks/designed/alone"));

        (await Admin.SendAsync(Signed.Unsigned("{}", "/hooks/designed/alone"))).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        var refused = await PostAsync($"/workflow-definitions/{id}/execute");
        (refused.StatusCode, refused.Headers.GetValues("x-elsa-workflow-cannot-start").Single()).ShouldBe((HttpStatusCode.Conflict, "True"));
        (await (await Admin.GetAsync($"/api/runs?pipeline={id}")).JsonAsync()).GetProperty("runs").GetArrayLength().ShouldBe(1);
        var other = await Admin.RunAsync(Signed.Unsigned("{}", "/hooks/designed/alone").With("X-Correlation-Id", "other"));
        foreach (var open in (string[])[run, other])
            (await Admin.PostAsync($"/api/runs/{open}/cancel", null)).StatusCode.ShouldBe(HttpStatusCode.Accepted);
    }

    [Theory]
    [InlineData("/workflows/definitions/never-made/edit", "never-made")]
    [InlineData("/workflows/instances/never-run/view", "never-run")]
    public async Task A_page_of_what_there_is_not_says_so_and_leads_back(string path, string id)
    {
        var answer = await shared.Host.Client(shared.Viewer).GetAsync(path);
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var page = await answer.Content.ReadAsStringAsync();
        page.ShouldContain($"<code>{id}</code>");
        page.ShouldContain("href=\"/workflows/definitions\"");
    }

    [Fact]
    public async Task The_designer_offers_changes_to_those_who_may_make_them()
    {
        var id = (await SaveAsync(Model(null, "Offered", "1")))["definitionId"]!.GetValue<string>();
        foreach (var (client, offered) in (IEnumerable<(HttpClient, bool)>)[(Admin, true), (shared.Host.Client(shared.Operator), false), (shared.Host.Client(shared.Viewer), false)])
        {
            var list = JsonNode.Parse(await client.GetStringAsync($"{Api}/workflow-definitions?versionOptions=Latest"))!;
            Offers(list, "bulk-publish").ShouldBe(offered);
            Offers(list["items"]!.AsArray().Single(i => i!["definitionId"]!.GetValue<string>() == id)!, "publish").ShouldBe(offered);
            Offers(JsonNode.Parse(await client.GetStringAsync($"{Api}/workflow-definitions/by-definition-id/{id}"))!, "publish").ShouldBe(offered);
        }

        static bool Offers(JsonNode node, string rel) => node["links"]!.AsArray().Any(l => l!["rel"]!.GetValue<string>() == rel);
    }

    [Fact]
    public async Task The_palette_holds_our_activities_and_every_key_once()
    {
        var items = (await GetAsync("/descriptors/activities?Refresh=True"))["items"]!.AsArray();
        items.Select(i => (i!["typeName"]!.GetValue<string>(), i["version"]!.GetValue<int>())).ShouldBeUnique();
        var acquire = items.Single(i => i!["typeName"]!.GetValue<string>() == "Gaudi.AcquireNodes")!;
        var nodes = acquire["inputs"]!.AsArray().Single(i => i!["name"]!.GetValue<string>() == "Nodes")!["uiSpecifications"]!;
        nodes["checklist"]!["checkList"]!["items"]!.AsArray().Count.ShouldBe(2);
        // Told to ask again, Studio's panel asks without end.
        nodes["Refresh"].ShouldBeNull();
        (await GetAsync("/descriptors/expression-descriptors"))["items"]!.AsArray().Select(i => i!["type"]!.GetValue<string>()).ShouldContain("JavaScript");
    }

    [Fact]
    public async Task A_pipeline_in_code_opens_read_only_with_a_layout()
    {
        var pipeline = await GetAsync("/workflow-definitions/by-definition-id/MultiNodeCalibration?versionOptions=Latest");
        pipeline["links"]!.AsArray().ShouldNotContain(l => l!["rel"]!.GetValue<string>() == "publish");
        pipeline["root"]!["activities"]!.AsArray().ShouldAllBe(a => a!["metadata"]!["designer"]!["position"] != null);
        (await GetAsync($"/workflow-definitions?versionOptions=&Ids={pipeline["id"]}"))["items"]!.AsArray().Count.ShouldBe(1);
        (await PostAsync("/workflow-definitions/MultiNodeCalibration/retract")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    private async Task<string> OutputAsync(string id, string version)
    {
        var answer = await shared.Host.Client(shared.Operator).PostAsJsonAsync($"{Api}/workflow-definitions/{id}/execute", new { versionOptions = version, input = new { who = "you" } });
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        var run = answer.Headers.GetValues("x-elsa-workflow-instance-id").Single();
        return (await EndAsync(run)).GetProperty("outputs").GetProperty("said").ToString();
    }

    private async Task<JsonElement> EndAsync(string run)
    {
        while (true)
        {
            var view = await (await Admin.GetAsync($"/api/runs/{run}")).JsonAsync();
            if (view.GetProperty("status").GetString() is "Finished" or "Failed" or "Cancelled")
            {
                view.GetProperty("status").GetString().ShouldBe("Finished", view.ToString());
                return view;
            }

            await Task.Delay(100);
        }
    }

    private async Task<JsonNode> SaveAsync(JsonObject model)
    {
        var answer = await Admin.PostAsJsonAsync($"{Api}/workflow-definitions", new JsonObject { ["model"] = model, ["publish"] = null });
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return (await answer.NodeAsync())["workflowDefinition"]!;
    }

    private Task<HttpResponseMessage> PostAsync(string path) => Admin.PostAsJsonAsync($"{Api}{path}", new { });

    private async Task<JsonNode> GetAsync(string path) => JsonNode.Parse(await shared.Host.Client(shared.Viewer).GetStringAsync($"{Api}{path}"))!;

    /// <summary>As the designer sends it.</summary>
    private static JsonObject Model(string? id, string name, string script, string? endpoint = null)
    {
        var first = endpoint is null ? "" : $$"""
            { "id": "first", "type": "Elsa.HttpEndpoint", "version": 1, "customProperties": { "canStartWorkflow": true },
              "path": { "typeName": null, "expression": { "type": "Literal", "value": "{{endpoint}}" }, "memoryReference": null },
              "parsedContent": { "typeName": null, "memoryReference": { "id": "body" } } },
            """;
        var connections = endpoint is null ? "" : """{ "source": { "activity": "first", "port": "Done" }, "target": { "activity": "say", "port": "In" } }""";
        return JsonNode.Parse($$"""
            {
              "id": null, "definitionId": {{(id is null ? "null" : $"\"{id}\"")}}, "name": "{{name}}", "createdAt": "0001-01-01T00:00:00+00:00", "links": null,
              "variables": [{ "id": "body", "name": "body", "typeName": "Object", "isArray": false, "value": null, "storageDriverTypeName": "Elsa.Workflows.WorkflowInstanceStorageDriver, Elsa.Workflows.Core" }],
              "inputs": [{ "type": "String", "name": "who", "displayName": "Who", "uiHint": "singleline" }], "outputs": [{ "type": "Object", "name": "said" }],
              "root": { "id": "chart", "type": "Elsa.Flowchart", "version": 1, "name": "Flowchart1",
                "activities": [{{first}}
                  { "id": "say", "type": "Elsa.SetOutput", "version": 1,
                    "outputName": { "typeName": null, "expression": { "type": "Literal", "value": "said" }, "memoryReference": null },
                    "outputValue": { "typeName": null, "expression": { "type": "JavaScript", "value": "{{script}}" }, "memoryReference": null } }],
                "connections": [{{connections}}] }
            }
            """)!.AsObject();
    }
}

/// <summary>Reads answers.</summary>
internal static class Nodes
{
    public static async Task<JsonNode> NodeAsync(this HttpResponseMessage answer) => JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
}
