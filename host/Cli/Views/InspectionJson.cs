using System.Text.Json.Nodes;
using Pipeline.Activities.Measurements;
using Pipeline.Activities.Measurements.Inspection;
using Pipeline.Activities.Measurements.Provenance;

namespace Pipeline.Host.Cli.Views;

/// <summary>What a folder of measurements holds, for machines.</summary>
internal static class InspectionJson
{
    /// <summary>The whole inspection.</summary>
    public static JsonObject Of(Inspection inspection) => new()
    {
        ["folder"] = inspection.Folder,
        ["device"] = inspection.Device,
        ["sets"] = new JsonArray([.. inspection.Sets.Select(set => (JsonNode)Set(set))]),
        ["configs"] = Json.Words(inspection.Configs),
        ["origin"] = new JsonArray([.. inspection.Origin.Select(entry => (JsonNode)Entry(entry))]),
    };

    private static JsonObject Set(SetSummary summary) => new()
    {
        ["base"] = summary.Set.Base,
        ["mode"] = summary.Set.IsScale ? MeasurementFile.ScaleMode : MeasurementFile.MeasurementMode,
        ["method"] = summary.Set.Method,
        ["worldSize"] = summary.Set.WorldSize,
        ["missingRanks"] = new JsonArray([.. summary.Set.MissingRanks.Select(rank => (JsonNode)rank)]),
        ["json"] = summary.Set.Json.Count,
        ["npz"] = summary.Set.Npz.Count,
        ["modLists"] = summary.Set.ModLists.Count,
        ["bytes"] = summary.Bytes,
        ["samples"] = summary.Samples is var (fewest, most) ? new JsonArray(fewest, most) : null,
        ["nodes"] = summary.Nodes,
        ["layers"] = summary.Layers,
        ["kinds"] = new JsonObject(summary.Kinds.Select(kind => KeyValuePair.Create(kind.Kind.Name(), (JsonNode?)kind.Nodes))),
        ["experts"] = summary.Experts is { } experts
            ? new JsonObject
            {
                ["layers"] = experts.Layers,
                ["perRank"] = experts.PerRank,
                ["total"] = experts.Total,
                ["expertParallel"] = experts.Placement == ExpertPlacement.Distributed,
                ["neverActivated"] = experts.Idle,
            }
            : null,
        ["inputs"] = Range(summary.Inputs),
        ["outputs"] = Range(summary.Outputs),
        ["weights"] = Range(summary.Weights),
    };

    private static JsonObject? Range(ValueRange range) => range.Count + range.NonFinite == 0
        ? null
        : new JsonObject { ["minimum"] = range.Minimum, ["maximum"] = range.Maximum, ["zeros"] = range.Zeros, ["nonFinite"] = range.NonFinite };

    private static JsonObject Entry(ManifestEntry entry) => new()
    {
        ["operation"] = entry.Operation,
        ["arguments"] = Json.Texts(entry.Arguments),
        ["toolVersion"] = entry.ToolVersion,
        ["device"] = entry.Device,
        ["sourceWorldSize"] = entry.SourceWorldSize,
        ["worldSize"] = entry.WorldSize,
        ["sources"] = Json.Words(entry.Sources.Select(file => file.Path)),
    };
}
