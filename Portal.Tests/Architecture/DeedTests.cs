using System.Text.RegularExpressions;
using Portal.Tests.Support;

namespace Portal.Tests.Architecture;

/// <summary>A component that renders by itself may take away what was found on it, before it is pressed.</summary>
public sealed partial class DeedTests
{
    [Fact]
    public void What_is_pressed_or_filled_is_found_in_the_same_turn()
    {
        var broken = Repository.Files("Portal.Tests", "*.cs")
            .SelectMany(file => File.ReadLines(file).Index().Where(line => FoundBefore().IsMatch(line.Item)).Select(line => $"{Repository.Name(file)}:{line.Index + 1}"))
            .ToList();

        Assert.True(broken.Count == 0, "Use Act(() => …): between finding and pressing the component may render. " + string.Join(", ", broken));
    }

    [Theory]
    [InlineData("""        page.Find("button").Click();""", true)]
    [InlineData("""        page.WaitForElement("input").Change("9");""", true)]
    [InlineData("""        Slider(page, "diversity").Input("9");""", true)]
    [InlineData("""        Act(() => page.FindAll("button").First(each => each.Id == "x").Click());""", false)]
    [InlineData("""        page.FindAll("button").First(each => each.Id == "x").Click();""", true)]
    public void The_rule_sees_what_it_is_for(string line, bool broken) => Assert.Equal(broken, FoundBefore().IsMatch(line));

    [GeneratedRegex(@"^ +(\w+\.(Find|FindAll|WaitForElement)|[A-Z]\w+)\((?!\(\) =>).*\)\.(Click|Change|Input|Submit)\(")]
    private static partial Regex FoundBefore();
}
