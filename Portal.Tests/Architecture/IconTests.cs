using System.Text.RegularExpressions;
using Portal.Shared;
using Portal.Tests.Support;

namespace Portal.Tests.Architecture;

public sealed partial class IconTests
{
    /// <summary>An unknown name shows a question mark, which nobody sees in a review.</summary>
    [Fact]
    public void Every_icon_that_a_page_names_is_drawn()
    {
        var unknown = Repository.Files("Portal", "*.razor")
            .SelectMany(file => IconName().Matches(File.ReadAllText(file)).Select(match => (File: Repository.Name(file), Name: match.Groups["name"].Value)))
            .Where(use => !IconPaths.Names.Contains(use.Name));

        Assert.Empty(unknown);
    }

    [Fact]
    public void Every_path_is_one() => Assert.All(IconPaths.Names, name => Assert.Matches(@"^M[\d.MLHVCSQTAZmlhvcsqtaz ,-]+$", IconPaths.Stroke(name)));

    [GeneratedRegex("""<Icon\s[^>]*?Name="(?<name>[a-z-]+)"|\sIcon="(?<name>[a-z-]+)["]""")]
    private static partial Regex IconName();
}
