using System.Text.RegularExpressions;
using Portal.Tests.Support;

namespace Portal.Tests.Architecture;

/// <summary>Whoever serves a list lets it be audited.</summary>
public sealed class ListTests
{
    // They try out what a change would do, show it as a change, and serve nothing; or measure.
    private static readonly string[] NotServed = ["Portal/Preferences/ListTrial.cs", "Portal/Weights/DraftListTrial.cs", "Portal/Interests/InterestService.cs", Preview];
    private static readonly string[] Measuring = ["Portal/Quality/", "Portal/Cli/"];

    private const string Preview = "Portal/Weights/PanelPreviews.cs";

    [Fact]
    public void A_service_that_makes_a_list_for_a_person_has_it_audited()
    {
        var broken = Repository.Files("Portal", "*.cs").Select(Repository.Name)
            .Where(file => !NotServed.Contains(file) && !Measuring.Any(folder => file.StartsWith(folder, StringComparison.Ordinal)))
            .Where(file => File.ReadAllText(Path.Combine(Repository.Root, file)) is var text
                && Regex.IsMatch(text, @"Recommender\.(Recommend|Search|Similar)\(|AlsoLiked\.Of\(") && !text.Contains(".Record(", StringComparison.Ordinal))
            .ToList();

        Assert.True(broken.Count == 0, "The counter of violations must see what was served (RuleAudit.Record). Not audited: " + string.Join(", ", broken));
    }

    [Fact]
    public void What_need_not_be_audited_is_there() =>
        Assert.All(NotServed.Concat(Measuring), name => Assert.True(Path.Exists(Path.Combine(Repository.Root, name)), $"{name} is gone: take it off the list."));

    [Fact]
    public void Lists_made_for_the_tuner_are_counted_by_the_same_witness_and_not_as_served()
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, Preview));

        Assert.Contains("Breach.Find(", text, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"RuleAudit|ServedLog|FeedRequests\.Add", text);
    }
}
