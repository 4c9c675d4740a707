using System.Globalization;
using Portal.Domain.Catalogue;
using Portal.Domain.Profiles;
using Portal.Domain.Retrieval;

namespace Portal.Cli;

/// <summary>
/// A catalogue to measure with: invented words whose frequencies fall as those of a language do (Zipf), and vectors that go with
/// the themes. The same seed gives the same catalogue.
/// </summary>
internal sealed class SyntheticCatalogue
{
    private const int WordCount = 60_000, Themes = 300, DescriptionWords = 60;

    private static readonly string[] Syllables = [.. from head in "b,d,f,g,k,l,m,n,p,r,s,t,v,z".Split(',') from vowel in "a,e,i,o,u".Split(',') select head + vowel];
    private static readonly string[] Kinds = ["film", "book", "series", "game"];

    private readonly Random _random;
    private readonly SyntheticVectors _vectors;
    private readonly string[] _words;

    public SyntheticCatalogue(int items, int dimensions, int seed)
    {
        _random = new Random(seed);
        _vectors = new SyntheticVectors(dimensions, Themes, seed);
        _words = [.. Enumerable.Range(0, WordCount).Select(Invented)];
        (Items, Vectors, Counts) = (new Item[items], new float[items][], new ItemCounts[items]);
        for (var i = 0; i < items; i++)
        {
            var theme = Skewed(Themes);
            Items[i] = Next(i, theme);
            Vectors[i] = _vectors.Next(theme);
            Counts[i] = new ItemCounts(Skewed(400), Skewed(90));
        }
    }

    /// <summary>In the order of their ids.</summary>
    public Item[] Items { get; }

    /// <summary>One vector per item.</summary>
    public float[][] Vectors { get; }

    /// <summary>What people think of each item.</summary>
    public ItemCounts[] Counts { get; }

    /// <summary>A wish: a theme's label and some words, with a vector beside that theme's items.</summary>
    public (string Text, float[] Vector) Wish()
    {
        var theme = Skewed(Themes);
        return ($"{Label(theme)} {Words(4)}", _vectors.Next(theme));
    }

    /// <summary>A person with a few sentences, likes and dislikes.</summary>
    public PersonProfile Person(EngineSnapshot snapshot, DateTimeOffset now)
    {
        List<PersonStatement> statements = [];
        for (var i = 0; i < 3; i++)
        {
            var (text, vector) = Wish();
            var guid = new byte[16];
            _random.NextBytes(guid);
            statements.Add(new PersonStatement(new Guid(guid), snapshot.Parser.Parse(i == 0 ? $"{text}, no {Label(Skewed(Themes))}" : text), vector, now.AddDays(-_random.Next(90))));
        }

        var items = Enumerable.Range(0, 60).Select(_ => new ItemIndex(_random.Next(Items.Length))).Distinct().ToList();
        Opinion Opinion(ItemIndex item) => new(item, 0.3f + (0.7f * (float)_random.NextDouble()), now.AddDays(-_random.Next(300)));
        Opinion[] liked = [.. items.Take(20).Select(Opinion)], disliked = [.. items.Skip(20).Take(5).Select(Opinion)];
        return new PersonProfile
        {
            Statements = statements,
            Liked = liked,
            Disliked = disliked,
            History = [.. liked.Select(like => new ItemWeight(like.Item, like.Strength)), .. disliked.Select(dislike => new ItemWeight(dislike.Item, -dislike.Strength))],
            Withheld = items.Take(40).ToHashSet(),
            Shown = items.Skip(40).ToDictionary(item => item, _ => 1 + _random.Next(5)),
        };
    }

    private static string Label(int theme) => string.Create(CultureInfo.InvariantCulture, $"{Syllables[theme % 70]}{Syllables[theme / 70 * 7]}ism");

    private Item Next(int i, int theme) => new()
    {
        Id = string.Create(CultureInfo.InvariantCulture, $"item-{i:0000000}"),
        Kind = Kinds[_random.Next(Kinds.Length)],
        Title = Words(1 + _random.Next(4)),
        Description = Words((DescriptionWords / 2) + _random.Next(DescriptionWords)),
        Creators = [Words(2), Words(2)],
        Genres = [Label(theme)],
        Tags = [.. Enumerable.Range(0, 5).Select(_ => Label(Skewed(Themes))).Distinct().Where(label => label != Label(theme))],
        Year = 1950 + _random.Next(77),
        Attributes = new Dictionary<string, string> { ["minutes"] = (60 + _random.Next(120)).ToString(CultureInfo.InvariantCulture) },
        Published = new DateTimeOffset(1950 + _random.Next(77), 1 + _random.Next(12), 1, 0, 0, 0, TimeSpan.Zero),
    };

    private string Words(int count) => string.Join(' ', Enumerable.Range(0, count).Select(_ => _words[Zipf(WordCount)]));

    // The rank r of a word with a chance of about 1 / r.
    private int Zipf(int count) => (int)Math.Pow(count, _random.NextDouble()) - 1;

    private int Skewed(int count) => (int)(count * _random.NextDouble() * _random.NextDouble());

    private string Invented(int i) => string.Concat(Enumerable.Range(0, 2 + (i % 3)).Select(_ => Syllables[_random.Next(Syllables.Length)]));
}
