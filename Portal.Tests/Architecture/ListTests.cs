using System.Text.RegularExpressions;
using Portal.Tests.Support;

namespace Portal.Tests.Architecture;

/// <summary>Whoever serves a list lets it be audited.</summary>
public sealed class ListTests
{
    // They try out what a change would do, show it as a change, and serve nothing; or measure.
    private static readonly string[] NotServed = ["Portal/Quality", "Portal/Cli", "ListTrial.cs", "InterestService.cs", Preview];

    private const string Preview = "Portal/Weights/PanelPreviews.cs";

    [Fact]
    public void A_service_that_makes_a_list_for_a_person_has_it_audited()
    {
        var broken = Repository.Files("Portal", "*.cs").Select(Repository.Name)
            .Where(file => !NotServed.Any(file.Contains))
            .Where(file => File.ReadAllText(Path.Combine(Repository.Root, file)) is var text
                && Regex.IsMatch(text, @"Recommender\.(Recommend|Search|Similar)\(|AlsoLiked\.Of\(") && !text.Contains(".Record(", StringComparison.Ordinal))
            .ToList();

        Assert.True(broken.Count == 0, "The counter of violations must see what was served (RuleAudit.Record). Not audited: " + string.Join(", ", broken));
    }

    [Fact]
    public void Lists_made_for_the_tuner_are_counted_by_the_same_witness_and_not_as_served()
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, Preview));

        Assert.Contains("Breach.Find(", text, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"RuleAudit|ServedLog|FeedRequests\.Add", text);
    }
}
