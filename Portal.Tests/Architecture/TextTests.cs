using System.Text.RegularExpressions;
using System.Xml.Linq;
using Portal.Tests.Support;

namespace Portal.Tests.Architecture;

/// <summary>Every visible word can be read in both languages.</summary>
public sealed partial class TextTests
{
    // The marks of a language's own name, of keys on a keyboard, and units that are the same everywhere.
    private static readonly HashSet<string> Untranslated = new(StringComparer.Ordinal) { "Portal", "JSON", "JSONL", "CSV", "API", "Esc", "ms" };

    public static TheoryData<string> EnglishFiles => [.. Repository.Files("Portal", "*.resx").Where(IsEnglish).Select(Repository.Name)];

    public static TheoryData<string> RazorFiles => [.. Repository.Files("Portal", "*.razor").Select(Repository.Name)];

    [Theory]
    [MemberData(nameof(EnglishFiles))]
    public void Both_languages_have_the_same_texts_and_none_is_empty(string file)
    {
        var english = Read(file);
        var chinese = Read(Path.ChangeExtension(file, ".zh-Hans.resx"));

        Assert.Equal(english.Keys.Order(StringComparer.Ordinal), chinese.Keys.Order(StringComparer.Ordinal));
        Assert.All(english.Concat(chinese), text => Assert.False(string.IsNullOrWhiteSpace(text.Value), $"{file}: '{text.Key}' is empty in one language."));
        Assert.All(english, text => Assert.True(
            Placeholders(text.Value).SetEquals(Placeholders(chinese[text.Key])),
            $"{file}: '{text.Key}' does not have the same placeholders in both languages."));
    }

    [Fact]
    public void No_translation_stands_without_its_English()
    {
        var orphans = Repository.Files("Portal", "*.zh-Hans.resx").Where(file => !File.Exists(file.Replace(".zh-Hans.resx", ".resx", StringComparison.Ordinal)));

        Assert.Empty(orphans.Select(Repository.Name));
    }

    [Theory]
    [MemberData(nameof(RazorFiles))]
    public void No_page_writes_its_words_into_the_markup(string file)
    {
        var words = RazorMarkup.VisibleTexts(File.ReadAllText(Path.Combine(Repository.Root, file)))
            .Where(text => Word().IsMatch(text) && !Untranslated.Contains(text));

        Assert.True(!words.Any(), $"{file} shows text that nobody can translate; move it to the feature's .resx: {string.Join(" · ", words)}");
    }

    [Theory]
    [MemberData(nameof(RazorFiles))]
    public void Every_text_a_page_asks_for_exists(string file)
    {
        var path = Path.Combine(Repository.Root, file);
        var source = File.ReadAllText(path) + (File.Exists(path + ".cs") ? File.ReadAllText(path + ".cs") : "");
        foreach (Match localizer in Localizer().Matches(source))
        {
            var (marker, name) = (localizer.Groups["marker"].Value, localizer.Groups["name"].Value);
            var resource = Repository.Files("Portal", marker + ".resx");
            Assert.True(resource.Count == 1, $"{file} asks for the texts of {marker}, of which there are {resource.Count} files.");

            var known = Read(Repository.Name(resource[0]));
            var missing = Regex.Matches(source, $$"""\b{{name}}\["(?<key>[A-Za-z0-9_.]+)"[\],]""").Select(match => match.Groups["key"].Value).Where(key => !known.ContainsKey(key));
            Assert.True(!missing.Any(), $"{file} asks {marker} for what it does not have: {string.Join(", ", missing)}");
        }
    }

    [Fact]
    public void Visible_text_is_found_and_code_is_not_taken_for_it()
    {
        const string Markup = """
            @page "/x"
            @using System.Text
            @inject IStringLocalizer<XText> Text
            @* A comment with <b>words</b>. *@
            <!-- Another one -->
            <h1 title="@Text["A"]">Hard words</h1>
            <p>@Text["B"] and more @(a < b ? "yes" : "no") @item.Name.ToString() <b>@count</b></p>
            @if (items.Count > 3)
            {
                <Chip OnClick="() => Go(1 > 0)" Label="x" />
                <img alt="Plain words" src="a.png" />
            }
            else
            {
                var total = items.Sum(item => item.Value);
                <span>&nbsp;·</span>
            }
            <style>.a { color: red }</style>
            @code {
                private string _text = "<b>not shown</b>";
            }
            """;

        Assert.Equal(["Hard words", "and more", "Plain words"], RazorMarkup.VisibleTexts(Markup).Where(text => Word().IsMatch(text)));
    }

    private static bool IsEnglish(string file) => !file.EndsWith(".zh-Hans.resx", StringComparison.Ordinal);

    private static Dictionary<string, string> Read(string file) => XDocument.Load(Path.Combine(Repository.Root, file)).Root!
        .Elements("data").ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")?.Value ?? "");

    private static HashSet<string> Placeholders(string text) => [.. Placeholder().Matches(text).Select(match => match.Groups[1].Value)];

    [GeneratedRegex(@"\p{L}{2,}")]
    private static partial Regex Word();

    [GeneratedRegex(@"\{(\d+)")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"IStringLocalizer<(?<marker>\w+)>\s+(?<name>\w+)")]
    private static partial Regex Localizer();
}
