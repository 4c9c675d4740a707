using Portal.Domain.Embedding;
using Portal.Domain.Embedding.Tokenization;
using Portal.Tests.Support;

namespace Portal.Tests.Domain.Embedding;

[Collection(EncoderTests.Name)]
public sealed class UseLiteTokenizerTests(EncoderFixture fixture)
{
    [Fact]
    public void Encode_ReferenceCases_GivesTheIdsOfThePublishedPackage() => AssertIds(shared: false);

    [SharedDataFact(EncoderReference.SharedFolder)]
    public void Encode_SharedReferenceCases_GivesTheIdsOfThePublishedPackage() => AssertIds(shared: true);

    [Fact]
    public void Encode_EmptyText_GivesNoIds() => Assert.Empty(fixture.Tokenizer.Encode(""));

    [Fact]
    public void Encode_LoneSurrogate_CountsAsTheReplacementCharacter()
    {
        // Not a theory: lone surrogates do not survive the runner's serialisation.
        Assert.Equal(fixture.Tokenizer.Encode("a \ufffd high"), fixture.Tokenizer.Encode("a \ud83d high"));
        Assert.Equal(fixture.Tokenizer.Encode("a \ufffd low"), fixture.Tokenizer.Encode("a \ude00 low"));
        Assert.Equal(fixture.Tokenizer.Encode("\ufffd"), fixture.Tokenizer.Encode("\ud83d"));
    }

    [Fact]
    public void Encode_LongText_IsCutToTheFirstIds()
    {
        var text = string.Concat(Enumerable.Repeat("rivers and \ud83d\ude80 lanterns; ", 300));
        var cutting = UseLiteTokenizer.FromFile(Path.Combine(EncoderFixture.SourceFolder, "vocab.json"), maxTokens: 128);

        Assert.Equal(fixture.Tokenizer.Encode(text[..2000]).Take(128), cutting.Encode(text));
    }

    [Fact]
    public void HasContent_OnlyUnknownAndSpaces_IsFalse()
    {
        var tokenizer = fixture.Tokenizer;

        Assert.False(tokenizer.HasContent(tokenizer.Encode("\u6771\u4eac")));
        Assert.False(tokenizer.HasContent(tokenizer.Encode("  ")));
        Assert.True(tokenizer.HasContent(tokenizer.Encode("\u6771\u4eac tower")));
    }

    [Fact]
    public void FromFile_NotAVocabulary_NamesTheFile()
    {
        using var folder = new TestFolder();
        File.WriteAllText(folder.File("vocab.json"), """[["a", "b"]]""");

        var e = Assert.Throws<TextEncoderException>(() => UseLiteTokenizer.FromFile(folder.File("vocab.json"), 128));

        Assert.Contains(folder.File("vocab.json"), e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WhyUnusable_NormalisationThatDoesNothing_NamesIcu()
    {
        Assert.Contains("libicu", UnicodeText.WhyUnusable(compatibilityForm: s => s), StringComparison.Ordinal);
        Assert.Null(UnicodeText.WhyUnusable());
    }

    private void AssertIds(bool shared)
    {
        var cases = EncoderReference.Tokens(shared).Concat(EncoderReference.Vectors(shared).Select(v => new ReferenceTokens(v.Text, v.Ids))).ToArray();

        Assert.NotEmpty(cases);
        Assert.All(cases, c => Assert.Equal(c.Ids, fixture.Tokenizer.Encode(c.Text)));
    }
}
