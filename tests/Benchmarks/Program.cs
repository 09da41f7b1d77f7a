using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Pipeline.Benchmarks;
using Pipeline.Benchmarks.Designer;

if (args is ["designer", .. var options])
    return await DesignerCommand.RunAsync(options);

// In this process: what is measured is the build that lies here, and nothing is restored or compiled for it.
var config = DefaultConfig.Instance.AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance)).AddDiagnoser(MemoryDiagnoser.Default);
BenchmarkSwitcher.FromAssembly(typeof(Files).Assembly).Run(args, config);
return 0;
