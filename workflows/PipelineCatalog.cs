namespace Pipeline.Workflows;

/// <summary>All pipelines that come with the product.</summary>
public static class PipelineCatalog
{
    /// <summary>One of each.</summary>
    public static IReadOnlyList<PipelineWorkflow> All { get; } =
    [
        new MultiNodeCalibration(),
        new MoeCalibration(),
        new SingleNodeCalibration(),
        new UnifyExisting(),
        new NodeHealthCheck(),
    ];
}
