using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using Portal.Domain.Numerics;

namespace Portal.Domain.Collaborative;

/// <summary>Makes the fingerprint of a model: what it was learned from, and how.</summary>
internal static class Fingerprints
{
    /// <summary>SHA-256 of a trainer's every property and of the data, lower-case hexadecimal.</summary>
    public static string Of(IItemModelTrainer trainer, InteractionMatrix data)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(trainer, trainer.GetType(), JsonSerializerOptions.Web));
        Append(hash, data.ByUser);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void Append(IncrementalHash hash, SparseMatrix matrix)
    {
        hash.AppendData(MemoryMarshal.AsBytes<int>([matrix.RowCount, matrix.ColumnCount]));
        for (var row = 0; row < matrix.RowCount; row++)
        {
            hash.AppendData(MemoryMarshal.AsBytes<int>([matrix.ColumnsOf(row).Length]));
            hash.AppendData(MemoryMarshal.AsBytes(matrix.ColumnsOf(row)));
            hash.AppendData(MemoryMarshal.AsBytes(matrix.ValuesOf(row)));
        }
    }
}
