using System.Buffers;
using Microsoft.ML.OnnxRuntime;

namespace Portal.Domain.Embedding.Onnx;

/// <summary>Token ids of some texts, padded to one length, in pooled buffers that the runtime reads in place.</summary>
internal sealed class TokenBatch : IDisposable
{
    private readonly long[] _ids;
    private readonly long[] _mask;
    private readonly long[] _shape;
    private long[]? _types;

    /// <param name="rows">Token ids, row by row.</param>
    /// <param name="length">Length every row is padded to, at least that of the longest.</param>
    /// <param name="padId">The id to pad with.</param>
    public TokenBatch(IReadOnlyList<int[]> rows, int length, int padId)
    {
        (RowCount, Length) = (rows.Count, length);
        _shape = [RowCount, Length];
        _ids = ArrayPool<long>.Shared.Rent(Size);
        _mask = ArrayPool<long>.Shared.Rent(Size);
        _ids.AsSpan(0, Size).Fill(padId);
        _mask.AsSpan(0, Size).Clear();
        for (var row = 0; row < RowCount; row++)
        {
            var tokens = rows[row];
            for (var position = 0; position < tokens.Length; position++)
            {
                _ids[(row * length) + position] = tokens[position];
            }

            _mask.AsSpan(row * length, tokens.Length).Fill(1);
        }
    }

    /// <summary>Number of texts.</summary>
    public int RowCount { get; }

    /// <summary>Padded length.</summary>
    public int Length { get; }

    private int Size => RowCount * Length;

    /// <summary>The tensor for one of a model's inputs; valid until this batch is disposed.</summary>
    public OrtValue Tensor(string input) => OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, Buffer(input).AsMemory(0, Size), _shape);

    /// <inheritdoc/>
    public void Dispose()
    {
        ArrayPool<long>.Shared.Return(_ids);
        ArrayPool<long>.Shared.Return(_mask);
        if (_types is not null)
        {
            ArrayPool<long>.Shared.Return(_types);
        }
    }

    private long[] Buffer(string input) => input switch
    {
        OnnxModel.IdsInput => _ids,
        OnnxModel.MaskInput => _mask,
        _ => _types ??= Zeros(),
    };

    private long[] Zeros()
    {
        var zeros = ArrayPool<long>.Shared.Rent(Size);
        zeros.AsSpan(0, Size).Clear();
        return zeros;
    }
}
