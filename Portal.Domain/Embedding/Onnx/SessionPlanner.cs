using Microsoft.ML.OnnxRuntime;

namespace Portal.Domain.Embedding.Onnx;

/// <summary>Options for a session, where it will run, and why not where it was asked to.</summary>
internal sealed record SessionPlan(SessionOptions Options, string RunsOn, string? FallbackReason)
{
    public const string Cpu = "cpu";
    public const string Cuda = "cuda";
}

/// <summary>Chooses between CUDA and the CPU. The CUDA library is registered once, because a second registration of its name throws.</summary>
internal sealed class SessionPlanner
{
    private readonly string _registrationName;
    private readonly Lazy<CudaState> _cuda;

    /// <param name="cudaLibraries">Where the CUDA provider's library may lie; the first that exists is used.</param>
    /// <param name="registrationName">A name that no other planner of this process uses.</param>
    public SessionPlanner(IReadOnlyList<string> cudaLibraries, string registrationName)
    {
        _registrationName = registrationName;
        _cuda = new(() => FindCuda(cudaLibraries.FirstOrDefault(File.Exists)));
    }

    /// <summary>The planner of this process, which looks beside ONNX Runtime's own library.</summary>
    public static SessionPlanner Default { get; } = new(DefaultLibraries(), "cuda");

    /// <summary>What kept CUDA from being used; null before anyone asked for it, or when it can be used.</summary>
    private sealed record CudaState(bool BuiltIn, IReadOnlyList<OrtEpDevice> Devices, string? Problem, bool Installed);

    /// <summary>Options for a session on the CPU.</summary>
    /// <param name="threads">1 or more.</param>
    /// <param name="fallbackReason">Why not on the GPU, where that was asked for.</param>
    public static SessionPlan PlanCpu(int threads, string? fallbackReason = null)
    {
        var options = NewOptions();
        options.IntraOpNumThreads = threads;
        options.InterOpNumThreads = 1;
        options.ExecutionMode = ExecutionMode.ORT_SEQUENTIAL;
        // Idle threads that spin would take the processor from the web requests beside them.
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        return new SessionPlan(options, SessionPlan.Cpu, fallbackReason);
    }

    /// <summary>Options for a session where the configuration asks for it, or on the CPU with the reason.</summary>
    /// <param name="asked">What the configuration asks for.</param>
    /// <param name="precision">The model's precision; integer models have no GPU kernels.</param>
    /// <param name="threads">Threads on the CPU, 1 or more.</param>
    public SessionPlan Plan(ExecutionProvider asked, string precision, int threads)
    {
        var integer = precision.StartsWith("int", StringComparison.Ordinal);
        if (asked == ExecutionProvider.Cpu || (asked == ExecutionProvider.Auto && integer))
        {
            return PlanCpu(threads);
        }

        if (integer)
        {
            return PlanCpu(threads, $"The precision {precision} runs on the CPU only; choose F16 for the GPU.");
        }

        var (plan, problem) = TryPlanCuda();
        var silent = asked == ExecutionProvider.Auto && !_cuda.Value.Installed; // nobody meant to use a GPU
        return plan ?? PlanCpu(threads, silent ? null : problem);
    }

    private (SessionPlan? Plan, string? Problem) TryPlanCuda()
    {
        if (_cuda.Value.Problem is { } problem)
        {
            return (null, problem);
        }

        var options = NewOptions();
        try
        {
            if (_cuda.Value.BuiltIn)
            {
                options.AppendExecutionProvider_CUDA(0);
            }
            else
            {
                options.AppendExecutionProvider(OrtEnv.Instance(), _cuda.Value.Devices, new Dictionary<string, string>
                {
                    ["use_tf32"] = "1",
                    ["arena_extend_strategy"] = "kSameAsRequested",
                });
            }

            return (new SessionPlan(options, SessionPlan.Cuda, null), null);
        }
        catch (Exception e) when (IsProviderFailure(e))
        {
            options.Dispose();
            return (null, e.Message);
        }
    }

    /// <summary>Whether an exception says that a provider or its libraries cannot be used.</summary>
    public static bool IsProviderFailure(Exception e) => e is OnnxRuntimeException or DllNotFoundException or EntryPointNotFoundException;

    private CudaState FindCuda(string? library)
    {
        var installed = library is not null;
        try
        {
            var environment = OrtEnv.Instance();
            if (environment.GetAvailableProviders().Contains("CUDAExecutionProvider"))
            {
                return new CudaState(BuiltIn: true, [], null, Installed: true);
            }

            if (library is null)
            {
                return new CudaState(false, [], "No CUDA provider is installed beside the program.", Installed: false);
            }

            environment.RegisterExecutionProviderLibrary(_registrationName, library);
            OrtEpDevice[] devices = [.. environment.GetEpDevices().Where(d => d.EpName.Contains("CUDA", StringComparison.OrdinalIgnoreCase)).Take(1)];
            return new CudaState(false, devices, devices.Length > 0 ? null : "The CUDA provider lists no GPU.", installed);
        }
        catch (Exception e) when (IsProviderFailure(e))
        {
            return new CudaState(false, [], $"The CUDA provider cannot be loaded: {e.Message}", installed);
        }
    }

    private static SessionOptions NewOptions() => new()
    {
        GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
        LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
    };

    /// <summary>Beside the runtime's library: in <c>runtimes</c>, or next to the program where it is published as a single file.</summary>
    private static string[] DefaultLibraries()
    {
        var (platform, file) = OperatingSystem.IsWindows()
            ? ("win-x64", "onnxruntime_providers_cuda.dll")
            : ("linux-x64", "libonnxruntime_providers_cuda.so");
        return [Path.Combine(AppContext.BaseDirectory, "runtimes", platform, "native", file), Path.Combine(AppContext.BaseDirectory, file)];
    }
}
