using System.Text;
using Microsoft.Extensions.Configuration;
using Pipeline.Host.Composition;
using Pipeline.Host.Notifications;
using Pipeline.Host.Runs;
using Pipeline.Host.Telemetry;

namespace Pipeline.Tests.Unit.Notifications;

/// <summary>Who is told what, where telemetry goes, and that an address stays a secret.</summary>
public sealed class NotificationSettingsTests
{
    [Fact]
    public void All_settings_are_read()
    {
        var settings = NotificationSettings.Read(Settings("""
            { "Notifications": { "PublicUrl": "https://pipeline.example.org", "Targets": {
              "ops": { "Url": "https://ops.example.org/x", "Secret": "whsec_AAEC" }, "chat": { "Url": "http://chat/y", "Format": "slack", "Events": ["failed", "Cancelled"] } } } }
            """));

        settings.PublicUrl.ShouldBe(new Uri("https://pipeline.example.org"));
        var (chat, ops) = (settings.Targets.Single(t => t.Name == "chat"), settings.Targets.Single(t => t.Name == "ops"));
        ops.Events.ShouldBe([RunEventKind.Finished, RunEventKind.Failed, RunEventKind.Waiting], ignoreOrder: true);
        ops.Secret.ShouldBe([0, 1, 2]);
        (chat.Format, chat.Secret).ShouldBe((MessageFormat.Slack, null));
        chat.Events.ShouldBe([RunEventKind.Failed, RunEventKind.Cancelled], ignoreOrder: true);
    }

    [Theory]
    [InlineData("""{ "Notifications": { "Targets": { "ops": { "Ulr": "https://x" } } } }""", "Did you mean 'Url'?")]
    [InlineData("""{ "Notifications": { "Targets": { "ops": { "Format": "plain" } } } }""", "Notifications:Targets:ops:Url is missing")]
    [InlineData("""{ "Notifications": { "Targets": { "ops": { "Url": "ftp://secret" } } } }""", "Notifications:Targets:ops:Url is no address")]
    [InlineData("""{ "Notifications": { "Targets": { "ops": { "Url": "http://x", "Format": "teams" } } } }""", "one of plain, slack")]
    [InlineData("""{ "Notifications": { "Targets": { "ops": { "Url": "http://x", "Events": ["faild"] } } } }""", "Did you mean 'failed'?")]
    [InlineData("""{ "Notifications": { "PublicUrl": "pipeline" } }""", "Notifications:PublicUrl is no address")]
    public void A_fault_names_setting_and_remedy_and_no_address(string settings, string message)
    {
        var faults = Should.Throw<InputException>(() => NotificationSettings.Read(Settings(settings))).Faults;

        faults.ShouldContain(f => f.Contains(message, StringComparison.Ordinal));
        faults.ShouldAllBe(f => !f.Contains("ftp://secret", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{ "Telemetry": { "Otlp": { "Endpoint": "collector:4317" } } }""", "Telemetry:Otlp:Endpoint is 'collector:4317'")]
    [InlineData("""{ "Telemetry": { "Otlp": { "Protocol": "udp" } } }""", "one of http, grpc")]
    [InlineData("""{ "Telemetry": { "Oltp": { "Endpoint": "http://x" } } }""", "Did you mean 'Otlp'?")]
    public void So_does_a_fault_of_telemetry(string settings, string message) =>
        Should.Throw<InputException>(() => TelemetrySettings.Read(Settings(settings))).Faults.ShouldContain(f => f.Contains(message, StringComparison.Ordinal));

    [Fact]
    public void An_address_is_masked_like_a_secret() =>
        Secrets.Of(Settings("""{ "Notifications": { "Targets": { "chat": { "Url": "https://chat.example.org/T0/abc" } } } }"""))
            .Mask("posting to https://chat.example.org/T0/abc failed").ShouldBe("posting to *** failed");

    [Fact]
    public void A_message_masks_secrets_and_says_what_helps()
    {
        var settings = Settings("""{ "HuggingFace": { "Token": "hf_verysecret" } }""");
        var body = new MessageBody(NotificationSettings.Read(settings), Secrets.Of(settings));
        var run = new RunView("0123456789abcdef", "MultiNodeCalibration", RunStatus.Failed, At(0), At(95))
        {
            Inputs = new Dictionary<string, object?> { ["model"] = "/mnt/models/llama-405b" },
            Error = "gaudi-2: \"hf_verysecret\" <&> refused",
            Remedy = "Ask for access.",
        };

        var plain = body.Of(new NotificationTarget("x", new Uri("http://x")), RunEvent.End(run.Id, RunEventKind.Failed, At(95)), run);
        var slack = body.Of(new NotificationTarget("x", new Uri("http://x")) { Format = MessageFormat.Slack }, RunEvent.End(run.Id, RunEventKind.Failed, At(95)), run);

        plain.ShouldBe("""{"type":"run.failed","timestamp":"2026-06-01T00:01:35+00:00","data":{"run":"0123456789abcdef","pipeline":"MultiNodeCalibration","model":"llama-405b","createdAt":"2026-06-01T00:00:00+00:00","endedAt":"2026-06-01T00:01:35+00:00","nodes":[],"error":"gaudi-2: \"***\" <&> refused","remedy":"Ask for access."}}""");
        slack.ShouldBe("""{"text":"✗ *MultiNodeCalibration* of llama-405b failed after 1 min 35 s: gaudi-2: \"***\" &lt;&amp;&gt; refused Ask for access. Run 0123456789abcdef"}""");
    }

    [Fact]
    public void The_pauses_between_attempts_double_up_to_an_hour()
    {
        DeliveryPace.After(0).ShouldBe(TimeSpan.FromSeconds(5));
        DeliveryPace.After(3).ShouldBe(TimeSpan.FromSeconds(40));
        DeliveryPace.After(9).ShouldBe(TimeSpan.FromSeconds(2560));
        DeliveryPace.After(10_000).ShouldBe(TimeSpan.FromHours(1));
    }

    private static IConfiguration Settings(string json) => new ConfigurationBuilder().AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(json))).Build();

    private static DateTimeOffset At(int seconds) => new DateTimeOffset(2026, 6, 1, 0, 0, 0, TimeSpan.Zero).AddSeconds(seconds);
}
