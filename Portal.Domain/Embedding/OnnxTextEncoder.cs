using Microsoft.ML.OnnxRuntime;
using Portal.Domain.Embedding.Onnx;
using Portal.Domain.Embedding.Packs;
using Portal.Domain.Embedding.Tokenization;

namespace Portal.Domain.Embedding;

/// <summary>Runs a model pack on this machine. Made by <see cref="EncoderLoader"/>.</summary>
/// <remarks>
/// One session serves all callers; the work is done on the thread pool. With integer precision a vector depends a little on
/// its batch mates (cosine at least 0.999), because activations share one scale. After <see cref="Dispose"/> running calls
/// still finish; the model is freed with the last of them.
/// </remarks>
public sealed class OnnxTextEncoder : ITextEncoder
{
    private readonly OnnxModel _model;
    private readonly SharedLifetime _lifetime;
    private readonly ITokenizer _tokenizer;
    private readonly ModelPack _pack;
    private readonly BatchLimits _limits;
    private readonly bool _latinOnly;

    /// <param name="model">The open model, owned from now on.</param>
    /// <param name="tokenizer">The pack's tokenizer.</param>
    /// <param name="pack">The pack.</param>
    /// <param name="info">What to tell about this encoder.</param>
    internal OnnxTextEncoder(OnnxModel model, ITokenizer tokenizer, ModelPack pack, EncoderInfo info)
    {
        (_model, _tokenizer, _pack, Info) = (model, tokenizer, pack, info);
        _lifetime = new SharedLifetime(model);
        _limits = info.RunsOn == SessionPlan.Cuda ? BatchLimits.Gpu : BatchLimits.Cpu;
        _latinOnly = ScriptRule.AppliesTo(pack.Languages);
    }

    /// <inheritdoc/>
    public EncoderInfo Info { get; }

    /// <inheritdoc/>
    public Task<TextVector[]> EncodeAsync(IReadOnlyList<string> texts, TextPurpose purpose, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return Task.Run(() => Encode(texts, purpose, cancellationToken), cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose() => _lifetime.Dispose();

    /// <summary>Vectors of token ids, whatever they stand for.</summary>
    /// <param name="tokens">Ids of every text, at most <see cref="EncoderInfo.MaxTokens"/>.</param>
    /// <param name="limits">What fits into a batch; null for what suits the place it runs on.</param>
    /// <param name="cancellationToken">Checked between runs.</param>
    /// <exception cref="TextEncoderException">The model fails, or gives a vector without a direction.</exception>
    internal float[][] EncodeTokens(IReadOnlyList<int[]> tokens, BatchLimits? limits, CancellationToken cancellationToken)
    {
        using var use = _lifetime.Enter();
        var vectors = new float[tokens.Count][];
        int[] lengths = [.. tokens.Select(t => t.Length)];
        foreach (var batch in BatchPlan.Make(lengths, limits ?? _limits, _pack.MaxTokens))
        {
            cancellationToken.ThrowIfCancellationRequested();
            Run(batch, tokens, vectors);
        }

        return vectors;
    }

    private TextVector[] Encode(IReadOnlyList<string> texts, TextPurpose purpose, CancellationToken cancellationToken)
    {
        var prefix = purpose == TextPurpose.Query ? _pack.QueryPrefix : _pack.DocumentPrefix;
        var results = new TextVector[texts.Count];
        var (places, tokens) = (new List<int>(texts.Count), new List<int[]>(texts.Count));
        for (var i = 0; i < texts.Count; i++)
        {
            if (Tokenise(texts[i], prefix, out var ids) is { } reason)
            {
                results[i] = TextVector.None(reason);
                continue;
            }

            places.Add(i);
            tokens.Add(ids);
        }

        var vectors = EncodeTokens(tokens, limits: null, cancellationToken);
        foreach (var (index, place) in places.Index())
        {
            results[place] = TextVector.Of(vectors[index]);
        }

        return results;
    }

    /// <summary>The ids of a text with its prefix, or why it gets no vector. The prefix does not count as content.</summary>
    private NoVectorReason? Tokenise(string text, string prefix, out int[] ids)
    {
        ids = [];
        if (string.IsNullOrWhiteSpace(text))
        {
            return NoVectorReason.Empty;
        }

        if (_latinOnly && ScriptRule.IsForeign(text))
        {
            return NoVectorReason.UnsupportedScript;
        }

        ids = _tokenizer.Encode(text);
        if (!_tokenizer.HasContent(ids))
        {
            return NoVectorReason.OnlyUnknownWords;
        }

        if (prefix.Length > 0)
        {
            ids = _tokenizer.Encode(prefix + text);
        }

        return null;
    }

    private void Run(TextBatch batch, IReadOnlyList<int[]> tokens, float[][] vectors)
    {
        using var input = new TokenBatch([.. batch.Rows.Select(r => tokens[r])], batch.Length, _tokenizer.PadId);
        try
        {
            using var outputs = _model.Run(input);
            var values = outputs[0].GetTensorDataAsSpan<float>();
            var stride = values.Length / batch.Rows.Length;
            foreach (var (index, row) in batch.Rows.Index())
            {
                vectors[row] = new float[Info.Dimensions];
                if (!TextPooling.TryPool(values.Slice(index * stride, stride), _pack.Pooling, tokens[row].Length, vectors[row]))
                {
                    throw new TextEncoderException($"The model of the encoder {Info.Id} gave a vector with NaN or of length 0; use another precision or another model.");
                }
            }
        }
        catch (OnnxRuntimeException e)
        {
            throw new TextEncoderException($"The model of the encoder {Info.Id} failed on {Info.RunsOn}: {e.Message}", e);
        }
    }
}
