using System.Globalization;
using Microsoft.ML.OnnxRuntime;
using Portal.Domain.Embedding.Onnx;
using Portal.Domain.Embedding.Tokenization;

namespace Portal.Domain.Embedding.Packs;

/// <summary>Opens a pack as an encoder, after making sure that model, vocabulary and settings fit together.</summary>
internal static class PackOpener
{
    private const string ProbeText = "A quiet evening by the sea.";

    /// <summary>Opens a pack where the configuration asks for it, or on the CPU where the GPU fails.</summary>
    /// <param name="pack">The pack.</param>
    /// <param name="asked">Where it shall run.</param>
    /// <param name="threads">Threads on the CPU; 0 means one for every core.</param>
    /// <param name="planner">The planner; null for the process's own.</param>
    /// <exception cref="TextEncoderException">The pack cannot work; the message says what does not fit.</exception>
    public static OnnxTextEncoder Open(ModelPack pack, ExecutionProvider asked, int threads, SessionPlanner? planner = null)
    {
        if (UnicodeText.WhyUnusable() is { } problem)
        {
            throw new TextEncoderException(problem);
        }

        if (pack.Sha256 is not null && pack.Sha256 != PackFingerprint.OfFile(pack.ModelPath))
        {
            throw new TextEncoderException($"'{pack.ModelPath}' does not have the SHA-256 that its model.json states; copy the pack again.");
        }

        var tokenizer = OpenTokenizer(pack);
        var id = PackFingerprint.EncoderId(pack);
        var plan = (planner ?? SessionPlanner.Default).Plan(asked, pack.Precision, Threads(threads));
        try
        {
            return Open(pack, tokenizer, id, plan);
        }
        catch (Exception e) when (plan.RunsOn == SessionPlan.Cuda && (SessionPlanner.IsProviderFailure(e) || e is TextEncoderException))
        {
            return OpenOnCpu(pack, threads, $"The model failed on the GPU: {e.Message}");
        }
        catch (OnnxRuntimeException e)
        {
            throw NoModel(pack, e);
        }
    }

    /// <summary>Opens a pack on the CPU because the GPU failed.</summary>
    /// <param name="pack">The pack, whose files were checked before.</param>
    /// <param name="threads">Threads; 0 means one for every core.</param>
    /// <param name="reason">What failed on the GPU.</param>
    /// <exception cref="TextEncoderException">The pack does not work there either.</exception>
    public static OnnxTextEncoder OpenOnCpu(ModelPack pack, int threads, string reason)
    {
        try
        {
            return Open(pack, OpenTokenizer(pack), PackFingerprint.EncoderId(pack), SessionPlanner.PlanCpu(Threads(threads), reason));
        }
        catch (OnnxRuntimeException e)
        {
            throw NoModel(pack, e);
        }
    }

    private static int Threads(int threads) => threads == 0 ? Environment.ProcessorCount : threads;

    private static TextEncoderException NoModel(ModelPack pack, OnnxRuntimeException cause) =>
        new($"'{pack.ModelPath}' cannot be opened as an ONNX model ({cause.Message.ReplaceLineEndings(" ")}); copy or export it again.", cause);

    private static OnnxTextEncoder Open(ModelPack pack, ITokenizer tokenizer, string id, SessionPlan plan)
    {
        using var options = plan.Options;
        var model = OnnxModel.Open(pack.ModelPath, options, pack.Pooling != PoolingMode.None, pack.Dimensions);
        try
        {
            CheckVocabulary(model, tokenizer, pack);
            CheckLength(model, tokenizer, pack);
            var info = new EncoderInfo(id, pack.Precision, pack.Dimensions, pack.MaxTokens, plan.RunsOn, plan.FallbackReason);
            var encoder = new OnnxTextEncoder(model, tokenizer, pack, info);
            encoder.EncodeTokens([tokenizer.Encode(pack.DocumentPrefix + ProbeText)], limits: null, CancellationToken.None);
            return encoder;
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    private static ITokenizer OpenTokenizer(ModelPack pack)
    {
        if (pack.Tokenizer == PackTokenizer.UseLite)
        {
            return UseLiteTokenizer.FromFile(Path.Combine(pack.Folder, UseLiteSource.VocabularyFile), pack.MaxTokens);
        }

        var json = Path.Combine(pack.Folder, "tokenizer.json");
        return File.Exists(json)
            ? WordPieceTokenizer.FromTokenizerJson(json, pack.MaxTokens)
            : WordPieceTokenizer.FromVocabulary(Path.Combine(pack.Folder, "vocab.txt"), pack.MaxTokens, lowercase: pack.Tokenizer == PackTokenizer.WordPiece);
    }

    /// <summary>An id outside the model's table would throw at some later text; better now, with the highest.</summary>
    private static void CheckVocabulary(OnnxModel model, ITokenizer tokenizer, ModelPack pack) => Try(
        model,
        [tokenizer.HighestId, tokenizer.HighestId],
        tokenizer.PadId,
        string.Create(CultureInfo.InvariantCulture, $"The vocabulary of '{pack.Folder}' has ids up to {tokenizer.HighestId}, and '{ModelPack.ModelFile}' fails on that one; use the vocabulary that came with the model"));

    private static void CheckLength(OnnxModel model, ITokenizer tokenizer, ModelPack pack)
    {
        var longest = new int[pack.MaxTokens];
        Array.Fill(longest, tokenizer.PadId);
        Try(model, longest, tokenizer.PadId, string.Create(CultureInfo.InvariantCulture, $"'{pack.ModelPath}' fails on a text of {pack.MaxTokens} tokens; lower 'maxTokens' to what the model's card says"));
    }

    private static void Try(OnnxModel model, int[] ids, int padId, string otherwise)
    {
        try
        {
            using var batch = new TokenBatch([ids], ids.Length, padId);
            using var outputs = model.Run(batch);
        }
        catch (OnnxRuntimeException e)
        {
            throw new TextEncoderException($"{otherwise} ({e.Message.ReplaceLineEndings(" ")}).", e);
        }
    }
}
