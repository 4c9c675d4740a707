using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Portal.Domain.Catalogue;
using Portal.Domain.Catalogue.Covers;

namespace Portal.Tests.Domain.Catalogue;

public sealed class CoverArtTests
{
    private const int MaxBytes = 6 * 1024;

    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    private static readonly Item Arrival = new()
    {
        Id = "film-arrival-2016",
        Kind = "film",
        Title = "Arrival",
        Creators = ["Denis Villeneuve"],
        Genres = ["science fiction", "drama"],
        Tags = ["first contact", "melancholy"],
        Year = 2016,
    };

    public static TheoryData<string> Palettes => [.. CoverPalettes.All.Select(palette => palette.Name)];

    public static TheoryData<string> Compositions => [.. CoverComposition.All.Select(composition => composition.Name)];

    [Fact]
    public void Render_SameItem_SameCover() => Assert.Equal(CoverArt.Render(Arrival), CoverArt.Render(Arrival with { }));

    /// <summary>FNV-1a's published test vectors: the seed of everything that is drawn must not hang on the process.</summary>
    [Theory]
    [InlineData("", 0xCBF29CE484222325)]
    [InlineData("a", 0xAF63DC4C8601EC8C)]
    [InlineData("foobar", 0x85944171F73967E8)]
    public void Seed_is_FNV_1a(string text, ulong hash)
    {
        // SplitMix64 of the hash, written out.
        var z = unchecked(hash + 0x9E3779B97F4A7C15);
        z = unchecked((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9);
        z = unchecked((z ^ (z >> 27)) * 0x94D049BB133111EB);
        z ^= z >> 31;

        Assert.Equal((int)(z % 1000), new CoverDice(text).Between(0, 999));
    }

    [Fact]
    public void Items_of_one_genre_do_not_look_alike()
    {
        var looks = Enumerable.Range(0, 40)
            .Select(i => Arrival with { Id = $"film-{i}" })
            .Select(item => (CoverArt.ChoosePalette(item).Name, CoverArt.ChooseComposition(item).Name))
            .ToHashSet();

        Assert.InRange(looks.Count, 6, 40);
    }

    [Theory]
    [InlineData("film", "science fiction", "space travel", new[] { "orbits", "constellation" })]
    [InlineData("book", "fantasy", "mountains", new[] { "mountains" })]
    [InlineData("series", "crime", "big city", new[] { "city" })]
    [InlineData("game", "card game", "drafting", new[] { "cards" })]
    public void Picture_suits_genre_and_theme(string kind, string genre, string tag, string[] expected)
    {
        var chosen = Enumerable.Range(0, 30)
            .Select(i => CoverArt.ChooseComposition(new Item { Id = $"{kind}-{i}", Kind = kind, Title = "Any", Genres = [genre], Tags = [tag] }).Name)
            .ToList();

        Assert.All(expected, name => Assert.Contains(name, chosen));
        Assert.DoesNotContain("doorway", chosen);
    }

    [Fact]
    public void Only_games_get_a_table()
    {
        string[] genres = ["drama", "science fiction", "comedy", "crime", "fantasy", "animation", "documentary", ""];
        var names = genres.SelectMany(genre => Enumerable.Range(0, 25).Select(i => CoverArt.ChooseComposition(new Item { Id = $"{genre}{i}", Kind = "film", Title = "Any", Genres = [genre] }).Name));

        Assert.Empty(names.Intersect(["cards", "dice", "pawns", "tiles", "hexagons"]));
    }

    [Theory]
    [MemberData(nameof(Palettes))]
    public void Text_can_be_read_on_the_ground_of_every_palette(string name)
    {
        var palette = CoverPalettes.All.Single(palette => palette.Name == name);

        Assert.InRange(palette.Ink.ContrastTo(palette.Ground), 4.5, 21);
    }

    [Fact]
    public void Contrast_of_black_and_white_is_twenty_one() =>
        Assert.Equal(21, CoverColour.Parse("#000000").ContrastTo(CoverColour.Parse("#ffffff")), precision: 6);

    /// <summary>All text has the colour of the ink, and stands beside the picture or on the label, which has the colour of the ground.</summary>
    [Theory]
    [MemberData(nameof(Compositions))]
    public void Text_stands_on_the_ground_only_and_the_file_is_small(string name)
    {
        var composition = CoverComposition.All.Single(composition => composition.Name == name);
        foreach (var (palette, i) in CoverPalettes.All.Select((palette, i) => (palette, i)))
        {
            var title = string.Join(' ', Enumerable.Repeat("Remembrance", 1 + (i % 7)));
            var svg = CoverSheet.Compose(Arrival with { Title = title, Genres = i % 2 == 0 ? ["drama"] : ["horror"] }, palette, composition, new CoverDice($"{name}{i}"));

            Assert.InRange(Encoding.UTF8.GetByteCount(svg), 500, MaxBytes);
            var root = XDocument.Parse(svg).Root!;
            var texts = root.Elements(Svg + "text").ToList();
            Assert.All(texts, text => Assert.Equal(palette.Ink.ToString(), text.Attribute("fill")!.Value));
            Assert.All(texts, text => AssertBesidePicture(root, text, palette));
        }
    }

    [Fact]
    public void Hostile_text_stays_text()
    {
        var svg = CoverArt.Render(Arrival with
        {
            Title = "</text><script>alert('x')</script> & \"\u0001\uD800 <b>",
            Creators = ["\"/><image href=\"https://example.org/x.png\"/>"],
        });

        var document = XDocument.Parse(svg);
        Assert.Empty(document.Descendants(Svg + "script"));
        Assert.Empty(document.Descendants(Svg + "image"));
        Assert.Contains("<script>alert('x')</script>", string.Join(' ', document.Descendants(Svg + "tspan").Select(line => line.Value)).Replace(" ", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("A")]
    [InlineData("Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft")]
    [InlineData("The Unbelievably Long and Winding Story of a Man Who Could Not Stop Talking About Everything That Had Ever Happened to Anyone He Had Ever Met in the Whole of His Long, Long Life, Volume the Seventeenth")]
    [InlineData("活着，是一部关于一个人和他的命运之间的友情的小说，这是最为感人的友情，因为他们互相感激，同时也互相仇恨")]
    [InlineData("👍🏽👍🏽👍🏽👍🏽👍🏽👍🏽👍🏽👍🏽👍🏽👍🏽👍🏽👍🏽👍🏽👍🏽👍🏽👍🏽👍🏽👍🏽👍🏽👍🏽👍🏽👍🏽👍🏽👍🏽👍🏽👍🏽👍🏽👍🏽")]
    public void Any_title_fits_its_column(string title)
    {
        foreach (var id in Enumerable.Range(0, 24))
        {
            var root = XDocument.Parse(CoverArt.Render(Arrival with { Id = $"x{id}", Title = title })).Root!;

            Assert.Equal($"0 0 {CoverArt.Width} {CoverArt.Height}", root.Attribute("viewBox")!.Value);
            Assert.All(root.Elements(Svg + "text"), text => Assert.InRange(Number(text, "y"), 10, CoverArt.Height - 10));
        }

        foreach (var voice in new[] { CoverVoice.Serif, CoverVoice.Sans, CoverVoice.Capitals })
        {
            var fitted = CoverTitle.Fit(title, voice, 252, 172);

            Assert.InRange(fitted.Lines.Count, 1, 5);
            Assert.All(fitted.Lines, line => Assert.InRange(GlyphWidths.Of(line, voice) * fitted.Size, 0, 252));
            Assert.InRange(fitted.Height, 0, 172);
        }
    }

    [Fact]
    public void Short_title_is_larger_than_a_long_one_and_words_stay_whole()
    {
        var shortTitle = CoverTitle.Fit("Dune", CoverVoice.Sans, 252, 172);
        var longTitle = CoverTitle.Fit("The Long Way to a Small, Angry Planet", CoverVoice.Sans, 252, 172);

        Assert.InRange(longTitle.Size, 18, shortTitle.Size - 1);
        Assert.Equal("The Long Way to a Small, Angry Planet", string.Join(' ', longTitle.Lines));
    }

    [Fact]
    public void Chinese_line_never_begins_with_a_comma()
    {
        foreach (var width in Enumerable.Range(8, 40).Select(i => i * 8.0))
        {
            var fitted = CoverTitle.Fit("活着，许三观卖血记，兄弟，文城，在细雨中呼喊", CoverVoice.Serif, width, 400);

            Assert.DoesNotContain(fitted.Lines, line => line.StartsWith('，'));
        }
    }

    [Fact]
    public void Item_with_nothing_but_a_title_has_a_cover()
    {
        var root = XDocument.Parse(CoverArt.Render(new Item { Id = "x", Kind = "podcast", Title = "Untitled" })).Root!;

        Assert.Equal("Untitled", root.Element(Svg + "title")!.Value);
        Assert.Single(root.Elements(Svg + "text"));
    }

    private static void AssertBesidePicture(XElement root, XElement text, CoverPalette palette)
    {
        var picture = root.Element(Svg + "svg")!;
        var (pictureTop, pictureFoot) = (Number(picture, "y"), Number(picture, "y") + Number(picture, "height"));
        var (size, lines) = (Number(text, "font-size"), text.Elements(Svg + "tspan").Count());
        var top = Number(text, "y") - (0.75 * size);
        var foot = Number(text, "y") + text.Elements(Svg + "tspan").Sum(line => Number(line, "dy")) + (0.25 * size);
        if (pictureFoot - pictureTop < CoverArt.Height)
        {
            Assert.True(foot <= pictureTop || top >= pictureFoot, $"{lines} lines from {top} to {foot} touch the picture from {pictureTop} to {pictureFoot}");
            return;
        }

        var label = root.Elements(Svg + "rect").Skip(1).First();
        Assert.Equal(palette.Ground.ToString(), label.Attribute("fill")!.Value);
        Assert.InRange(top, Number(label, "y"), CoverArt.Height);
        Assert.InRange(foot, 0, Number(label, "y") + Number(label, "height"));
    }

    private static double Number(XElement element, string attribute) => double.Parse(element.Attribute(attribute)!.Value, CultureInfo.InvariantCulture);
}
