using System.Runtime.Intrinsics.X86;

namespace Portal.Domain.Embedding.Onnx;

/// <summary>What this processor can do that decides about precision.</summary>
internal static class CpuFeatures
{
    private const int ExtendedFeatures = 7;
    private const int Avx512VnniBit = 11;
    private const int AvxVnniBit = 4;

    /// <summary>
    /// Whether int8 weights of full range are safe. x86 before VNNI adds pairs of products in 16 bits, where they saturate;
    /// other architectures do not.
    /// </summary>
    public static bool MultipliesInt8Exactly { get; } = !X86Base.IsSupported || HasVnni();

    private static bool HasVnni()
    {
        var highestFeatureLeaf = X86Base.CpuId(0, 0).Eax;
        if (highestFeatureLeaf < ExtendedFeatures)
        {
            return false;
        }

        var avx512Vnni = Avx512F.IsSupported && (X86Base.CpuId(ExtendedFeatures, 0).Ecx >> Avx512VnniBit & 1) != 0;
        var avxVnni = Avx2.IsSupported && (X86Base.CpuId(ExtendedFeatures, 1).Eax >> AvxVnniBit & 1) != 0;
        return avx512Vnni || avxVnni;
    }
}
