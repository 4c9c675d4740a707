using Portal.Domain.Embedding;
using Portal.Domain.Embedding.Onnx;
using Portal.Domain.Embedding.Packs;
using Portal.Tests.Support;

namespace Portal.Tests.Domain.Embedding;

public sealed class SessionPlannerTests : IDisposable
{
    private readonly TestFolder _folder = new();

    [Fact]
    public void Plan_CudaAskedAndNotInstalled_FallsBackWithTheReason()
    {
        var plan = Plan(Absent(), ExecutionProvider.Cuda, "f16-mha");

        Assert.Equal(("cpu", "No CUDA provider is installed beside the program."), (plan.RunsOn, plan.FallbackReason));
    }

    [Fact]
    public void Plan_CudaLibraryBroken_FallsBackWithTheReasonEveryTime()
    {
        File.WriteAllText(_folder.File("libonnxruntime_providers_cuda.so"), "not a library");
        var planner = new SessionPlanner([_folder.File("absent.so"), _folder.File("libonnxruntime_providers_cuda.so")], "cuda-broken");

        var first = Plan(planner, ExecutionProvider.Cuda, "f32");
        var second = Plan(planner, ExecutionProvider.Auto, "f32");

        Assert.Equal("cpu", first.RunsOn);
        Assert.Contains("cannot be loaded", first.FallbackReason, StringComparison.Ordinal);
        Assert.Equal(first.FallbackReason, second.FallbackReason);
    }

    [Fact]
    public void Plan_CudaAskedForIntegers_SaysThatTheyRunOnTheCpu()
    {
        var plan = Plan(Absent(), ExecutionProvider.Cuda, "int8-mha");

        Assert.Equal("cpu", plan.RunsOn);
        Assert.Contains("int8-mha runs on the CPU only", plan.FallbackReason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ExecutionProvider.Auto, "f16-mha")]
    [InlineData(ExecutionProvider.Auto, "int8-mha")]
    [InlineData(ExecutionProvider.Cpu, "f32")]
    public void Plan_NobodyInsistsOnAGpu_RunsOnTheCpuWithoutAReason(ExecutionProvider asked, string precision)
    {
        var plan = Plan(Absent(), asked, precision);

        Assert.Equal(("cpu", null), (plan.RunsOn, plan.FallbackReason));
    }

    [Fact]
    public async Task Open_CudaAskedAndNotInstalled_WorksOnTheCpuUnderTheSameId()
    {
        var pack = new TinyPack(_folder.FullName).Write();
        using var onCpu = PackOpener.Open(pack, ExecutionProvider.Cpu, threads: 1);

        using var fallen = PackOpener.Open(pack, ExecutionProvider.Cuda, threads: 1, Absent());

        Assert.Equal(onCpu.Info with { FallbackReason = fallen.Info.FallbackReason }, fallen.Info);
        Assert.NotNull(fallen.Info.FallbackReason);
        Assert.NotNull((await fallen.EncodeAsync(["sea"], TextPurpose.Query))[0].Values);
    }

    public void Dispose() => _folder.Dispose();

    private static SessionPlanner Absent() => new([], "cuda-absent");

    private static SessionPlan Plan(SessionPlanner planner, ExecutionProvider asked, string precision)
    {
        var plan = planner.Plan(asked, precision, threads: 1);
        plan.Options.Dispose();
        return plan;
    }
}
