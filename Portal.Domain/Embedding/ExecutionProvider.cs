namespace Portal.Domain.Embedding;

/// <summary>Where a local model shall run.</summary>
public enum ExecutionProvider
{
    /// <summary>On an NVIDIA GPU where one can be used and the precision suits it, otherwise on the CPU.</summary>
    Auto,

    /// <summary>On the CPU.</summary>
    Cpu,

    /// <summary>On an NVIDIA GPU. Where that fails the model runs on the CPU, and <see cref="EncoderInfo.FallbackReason"/> says why.</summary>
    Cuda,
}
