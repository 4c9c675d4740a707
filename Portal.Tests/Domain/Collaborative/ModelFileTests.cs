using System.Buffers.Binary;
using Portal.Domain.Catalogue;
using Portal.Domain.Collaborative;
using static Portal.Tests.Domain.Collaborative.TrainerCases;

namespace Portal.Tests.Domain.Collaborative;

public sealed class ModelFileTests
{
    private static readonly string[] Ids = ["alpha", "beta", "gamma", "delta", "epsilon"];

    public static TheoryData<string, bool> Files => new() { { "ease", true }, { "itemknn", true }, { "itemknn", false }, { "ials", true }, { "popular", true }, { "popular", false } };

    [Theory]
    [MemberData(nameof(Files))]
    public void Read_CutOffAnywhere_SaysSo(string name, bool seeks)
    {
        var file = Write(name);

        Assert.All(Enumerable.Range(0, file.Length), length =>
        {
            var error = Assert.Throws<ModelFileException>(() => Read(file[..length], seeks));
            Assert.Contains("ends too early", error.Message, StringComparison.Ordinal);
        });
        Assert.Equal(Ids, Read(file, seeks).ItemIds);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Read_AnyByteDamaged_Fails(string name, bool seeks)
    {
        var file = Write(name);

        Assert.All(Enumerable.Range(0, file.Length), place =>
        {
            var damaged = file.ToArray();
            damaged[place] ^= 0x41;
            Assert.Throws<ModelFileException>(() => Read(damaged, seeks));
        });
    }

    [Fact]
    public void Read_AnotherFile_SaysWhatItIs()
    {
        var newer = Write("popular");
        BinaryPrimitives.WriteInt32LittleEndian(newer.AsSpan(8), 7);

        Assert.Equal("This is not a model file.", Assert.Throws<ModelFileException>(() => Read("%PDF-1.7 and more"u8.ToArray(), seeks: true)).Message);
        Assert.Contains("version 7; this portal reads version 1", Assert.Throws<ModelFileException>(() => Read(newer, seeks: true)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_WhatHasNoForm_IsRefused()
    {
        var model = All["popular"].Train(Fixture(), null, CancellationToken.None);

        Assert.Contains("5 items, but 2 ids", Assert.Throws<ArgumentException>(() => ModelFile.Write(Stream.Null, model, ["a", "b"])).Message, StringComparison.Ordinal);
        Assert.Contains(nameof(OtherModel), Assert.Throws<ArgumentException>(() => ModelFile.Write(Stream.Null, new OtherModel(), [])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_LeavesTheStreamBehindTheFile()
    {
        byte[] two = [.. Write("itemknn"), .. Write("ials")];
        using MemoryStream stream = new(two);

        Assert.Equal("itemknn", ModelFile.Read(stream).Model.Key);
        Assert.Equal("ials", ModelFile.Read(stream).Model.Key);
    }

    [Fact]
    public void Remapped_OverAnotherCatalogue_GivesTheScoresOfTheSameItems()
    {
        var inner = All["ease"].Train(Fixture(), null, CancellationToken.None);
        var model = RemappedModel.Over(inner, Ids, ["new", "epsilon", "alpha", "newer", "gamma", "delta", "newest"]);

        var scores = Scores(model, History((2, 1), (4, 0.6f), (0, 1), (99, 1)));

        var expected = Scores(inner, History((0, 1), (2, 0.6f)));
        Assert.Equal([float.NaN, expected[4], expected[0], float.NaN, expected[2], float.NaN, float.NaN], scores);
        Assert.Equal(Parts(inner, History((0, 1), (2, 0.6f)), 4), Parts(model, History((2, 1), (0, 5), (4, 0.6f)), 1).Where((_, i) => i != 1));
        Assert.Equal([0f], Parts(model, History((2, 1)), 3));
        Assert.All(Scores(model, History((0, 1))), score => Assert.True(float.IsNaN(score)));
        Assert.Equal((inner.Key, inner.Fingerprint, 7), (model.Key, model.Fingerprint, model.ItemCount));
        Assert.Throws<ArgumentException>(() => model.Score(History((2, 1)), new float[ItemCount]));
    }

    [Fact]
    public void Remapped_Written_IsReadAgain()
    {
        var model = RemappedModel.Over(All["rp3beta"].Train(Fixture(), null, CancellationToken.None), Ids, ["gamma", "x", "alpha"]);
        using MemoryStream stream = new();
        ModelFile.Write(stream, model, ["gamma", "x", "alpha"]);

        var read = Read(stream.ToArray(), seeks: true).Model;

        Assert.Equal(Scores(model, History((2, 1))), Scores(read, History((2, 1))));
        Assert.Equal(Parts(model, History((2, 1)), 0), Parts(read, History((2, 1)), 0));
    }

    [Fact]
    public void Remapped_AMapThatCannotBe_IsRefused()
    {
        var inner = All["popular"].Train(Fixture(), null, CancellationToken.None);

        Assert.Contains("Item 1 is mapped to 5", Assert.Throws<ArgumentException>(() => new RemappedModel(inner, [0, 5])).Message, StringComparison.Ordinal);
        Assert.Contains("Item 2 is mapped to 0", Assert.Throws<ArgumentException>(() => new RemappedModel(inner, [0, -1, 0])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new RemappedModel(inner, [-2]));
        Assert.Contains("'a' occurs twice", Assert.Throws<ArgumentException>(() => RemappedModel.Over(inner, ["a", "b", "a", "c", "d"], [])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => RemappedModel.Over(inner, ["a"], []));
    }

    private static byte[] Write(string name)
    {
        using MemoryStream stream = new();
        ModelFile.Write(stream, All[name].Train(Fixture(), null, CancellationToken.None), Ids);
        return stream.ToArray();
    }

    private static ModelFileContent Read(byte[] file, bool seeks)
    {
        using MemoryStream stream = new(file);
        using Stream source = seeks ? stream : new OneWay(stream);
        return ModelFile.Read(source);
    }

    // Like a network: cannot say how much will come, and gives little at a time.
    private sealed class OneWay(Stream inner) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, Math.Min(count, 13));

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }

    private sealed class OtherModel : IItemModel
    {
        public string Key => "other";

        public string Fingerprint => "";

        public int ItemCount => 0;

        public void Score(ReadOnlySpan<ItemWeight> history, Span<float> scores) => scores.Fill(float.NaN);

        public void Explain(ReadOnlySpan<ItemWeight> history, ItemIndex target, Span<float> parts) => parts.Clear();
    }
}
