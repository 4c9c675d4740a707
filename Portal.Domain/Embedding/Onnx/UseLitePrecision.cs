namespace Portal.Domain.Embedding.Onnx;

/// <summary>In which numbers the converted default encoder computes. All use ONNX Runtime's fused multi-head attention.</summary>
internal enum UseLitePrecision
{
    /// <summary>Single precision: the yardstick.</summary>
    F32,

    /// <summary>Half precision: for GPUs. On a CPU it is slower than <see cref="F32"/>.</summary>
    F16,

    /// <summary>Weights from -127 to 127, one scale a column: for CPUs with VNNI or dot-product instructions.</summary>
    Int8,

    /// <summary>Weights from -63 to 63: for CPUs whose int8 products may saturate in 16 bits.</summary>
    Int7,
}

/// <summary>Names of <see cref="UseLitePrecision"/>.</summary>
internal static class UseLitePrecisionNames
{
    /// <summary>The precision as it stands in the encoder id, e.g. <c>int8-mha</c>.</summary>
    public static string Label(this UseLitePrecision precision) => precision switch
    {
        UseLitePrecision.F32 => "f32-mha",
        UseLitePrecision.F16 => "f16-mha",
        UseLitePrecision.Int8 => "int8-mha",
        _ => "int7-mha",
    };
}
