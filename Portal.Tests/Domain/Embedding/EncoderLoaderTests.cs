using Microsoft.Extensions.Logging.Abstractions;
using Portal.Domain.Embedding;
using Portal.Domain.Embedding.Onnx;
using Portal.Domain.Embedding.Packs;
using Portal.Tests.Support;

namespace Portal.Tests.Domain.Embedding;

[Collection(EncoderTests.Name)]
public sealed class EncoderLoaderTests : IDisposable
{
    private readonly TestFolder _folder = new();

    private string PacksFolder => _folder.File("encoders");

    private string ModelPath => Path.Combine(PacksFolder, UseLiteConverter.PackId, ModelPack.ModelFile);

    private string SettingsPath => Path.Combine(PacksFolder, UseLiteConverter.PackId, ModelPack.SettingsFile);

    [Fact]
    public async Task LoadAsync_FirstUse_ConvertsAndSaysWhatItDoes()
    {
        var progress = new ListProgress();

        var result = await LoadAsync(new EncoderOptions(), progress: progress);

        using var encoder = result.Encoder;
        Assert.True(result.IsEnabled, result.Reason);
        Assert.Equal($"use-lite-en-0.2.0/{(CpuFeatures.MultipliesInt8Exactly ? "int8" : "int7")}-mha/1", encoder!.Info.Id);
        Assert.Equal(3, progress.Messages.Count);
        Assert.StartsWith("Converting", progress.Messages[0], StringComparison.Ordinal);
        Assert.Equal(["LICENSE", "model.json", "model.onnx", "vocab.json"], Directory.GetFiles(Path.GetDirectoryName(ModelPath)!).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        var settings = await File.ReadAllTextAsync(SettingsPath);
        Assert.Contains("converted from", settings, StringComparison.Ordinal);
        Assert.Contains(UseLiteConverter.Name, settings, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LoadAsync_SecondUse_KeepsTheConvertedModel()
    {
        (await LoadAsync(new EncoderOptions())).Encoder!.Dispose();
        var progress = new ListProgress();

        var result = await LoadAsync(new EncoderOptions(), sourceFolder: _folder.File("gone"), progress: progress);

        using var encoder = result.Encoder;
        Assert.True(result.IsEnabled, result.Reason);
        Assert.DoesNotContain(progress.Messages, m => m.StartsWith("Converting", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(ModelPack.ModelFile)]
    [InlineData(ModelPack.SettingsFile)]
    [InlineData("vocab.json")]
    public async Task LoadAsync_ConvertedFileCorrupt_ConvertsAnew(string file)
    {
        (await LoadAsync(new EncoderOptions())).Encoder!.Dispose();
        var path = Path.Combine(PacksFolder, UseLiteConverter.PackId, file);
        var bytes = await File.ReadAllBytesAsync(path);
        bytes[bytes.Length / 2] ^= 0x55;
        await File.WriteAllBytesAsync(path, bytes);

        var result = await LoadAsync(new EncoderOptions());

        using var encoder = result.Encoder;
        Assert.True(result.IsEnabled, result.Reason);
        Assert.Equal(ModelPackReader.Read(Path.GetDirectoryName(ModelPath)!).Sha256, PackFingerprint.OfFile(ModelPath));
        Assert.NotEqual(bytes, await File.ReadAllBytesAsync(path));
    }

    [Fact]
    public async Task LoadAsync_AnotherPrecision_ConvertsAnewUnderAnotherId()
    {
        (await LoadAsync(new EncoderOptions())).Encoder!.Dispose();

        var result = await LoadAsync(new EncoderOptions { Precision = EncoderPrecision.F32 });

        using var encoder = result.Encoder;
        Assert.Equal("use-lite-en-0.2.0/f32-mha/1", encoder?.Info.Id);
    }

    [Fact]
    public async Task LoadAsync_ProcessorWithoutExactInt8_TakesNarrowWeightsAndLaterKeepsThem()
    {
        var narrow = await LoadAsync(new EncoderOptions(), exactInt8: false);
        narrow.Encoder!.Dispose();

        var later = await LoadAsync(new EncoderOptions(), exactInt8: true);

        later.Encoder!.Dispose();
        Assert.Equal("use-lite-en-0.2.0/int7-mha/1", narrow.Encoder.Info.Id);
        Assert.Equal(narrow.Encoder.Info.Id, later.Encoder.Info.Id);
    }

    [Theory]
    [InlineData("vocab.json")]
    [InlineData("model.json")]
    [InlineData("group1-shard7of7")]
    public async Task LoadAsync_SourceFileChanged_IsAClearReason(string file)
    {
        var source = CopyOfSource();
        var bytes = await File.ReadAllBytesAsync(Path.Combine(source, file));
        bytes[bytes.Length / 2] ^= 1;
        File.Delete(Path.Combine(source, file));
        await File.WriteAllBytesAsync(Path.Combine(source, file), bytes);

        var result = await LoadAsync(new EncoderOptions(), source);

        Assert.False(result.IsEnabled);
        Assert.Contains("is not the published one", result.Reason, StringComparison.Ordinal);
        Assert.False(File.Exists(ModelPath));
    }

    [Fact]
    public async Task LoadAsync_SourceFileMissing_NamesIt()
    {
        var source = CopyOfSource();
        File.Delete(Path.Combine(source, "group1-shard3of7"));

        var result = await LoadAsync(new EncoderOptions(), source);

        Assert.Contains("group1-shard3of7", result.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LoadAsync_PacksFolderNotWritable_NamesIt()
    {
        await File.WriteAllTextAsync(PacksFolder, "a file in the folder's place");

        var result = await LoadAsync(new EncoderOptions());

        Assert.Contains($"cannot be written to '{Path.Combine(PacksFolder, UseLiteConverter.PackId)}'", result.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LoadAsync_KindNone_SaysThatNoneIsConfigured()
    {
        var result = await LoadAsync(new EncoderOptions { Kind = EncoderKind.None });

        Assert.False(result.IsEnabled);
        Assert.Contains("Encoder:Kind is None", result.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LoadAsync_Pack_OpensItByItsId()
    {
        new TinyPack(PacksFolder).Write();

        var result = await LoadAsync(new EncoderOptions { Kind = EncoderKind.Pack, PackId = TinyPack.Id });

        using var encoder = result.Encoder;
        Assert.True(result.IsEnabled, result.Reason);
        Assert.Equal(TinyPack.Dimensions, encoder!.Info.Dimensions);
    }

    [Theory]
    [InlineData("", "must be the name of a folder")]
    [InlineData("../tiny", "must be the name of a folder")]
    [InlineData("absent", "cannot be read")]
    public async Task LoadAsync_PackIdWrong_IsAClearReason(string id, string expected)
    {
        var result = await LoadAsync(new EncoderOptions { Kind = EncoderKind.Pack, PackId = id });

        Assert.Contains(expected, result.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LoadAsync_ThreadsOutOfRange_NamesTheSetting()
    {
        new TinyPack(PacksFolder).Write();

        var result = await LoadAsync(new EncoderOptions { Kind = EncoderKind.Pack, PackId = TinyPack.Id, Threads = 257 });

        Assert.Contains("Encoder:Threads is 257", result.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LoadAsync_Cancelled_Throws()
    {
        using var cancellation = new CancellationTokenSource();
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            Loader().LoadAsync(new EncoderOptions(), EncoderFixture.SourceFolder, PacksFolder, progress: null, cancellation.Token));
    }

    public void Dispose() => _folder.Dispose();

    private static EncoderLoader Loader(bool? exactInt8 = null) =>
        new(TimeProvider.System, () => new HttpClient(), NullLogger<EncoderLoader>.Instance, exactInt8 ?? CpuFeatures.MultipliesInt8Exactly);

    private Task<EncoderLoadResult> LoadAsync(EncoderOptions options, string? sourceFolder = null, IProgress<string>? progress = null, bool? exactInt8 = null) =>
        Loader(exactInt8).LoadAsync(options, sourceFolder ?? EncoderFixture.SourceFolder, PacksFolder, progress, CancellationToken.None);

    /// <summary>Links, so that 28 MB need not be copied for one changed file.</summary>
    private string CopyOfSource()
    {
        var copy = Directory.CreateDirectory(_folder.File("source")).FullName;
        foreach (var file in Directory.GetFiles(EncoderFixture.SourceFolder))
        {
            File.CreateSymbolicLink(Path.Combine(copy, Path.GetFileName(file)), file);
        }

        return copy;
    }

    private sealed class ListProgress : IProgress<string>
    {
        public List<string> Messages { get; } = [];

        public void Report(string value) => Messages.Add(value);
    }
}
